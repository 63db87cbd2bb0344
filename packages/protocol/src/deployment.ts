/** A deployment on Akash is the fold of its events, like a run; `deployment-view.ts` is that fold. */
import { z } from 'zod';
import { agentIdSchema, deploymentIdSchema, flowIdSchema } from './ids.ts';
import { wireErrorSchema } from './wire-error.ts';

/** What is deployed: CodexOS as a whole, or one published flow or agent served by it. */
export const deploymentTargetSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('app') }),
    z.object({ type: z.literal('flow'), flowId: flowIdSchema, version: z.int().min(1) }),
    z.object({ type: z.literal('agent'), agentId: agentIdSchema, version: z.int().min(1) }),
  ])
  .meta({ id: 'DeploymentTarget' });
export type DeploymentTarget = z.infer<typeof deploymentTargetSchema>;

/** How a bid is chosen. */
export const bidRuleSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('cheapest') }),
    /** Share of the last seven days in which the provider was reachable, from 0 to 1. */
    z.object({ type: z.literal('cheapest-above-uptime'), minUptime: z.number().min(0).max(1) }),
    z.object({ type: z.literal('by-hand') }),
  ])
  .meta({ id: 'BidRule' });
export type BidRule = z.infer<typeof bidRuleSchema>;

export const deploymentStateSchema = z.enum([
  'draft',
  'checking-balance',
  'creating',
  'waiting-for-bids',
  'choosing',
  'leasing',
  'sending-manifest',
  'waiting-for-endpoint',
  'live',
  'closing',
  'closed',
  'failed',
]);
export type DeploymentState = z.infer<typeof deploymentStateSchema>;

export const bidSchema = z.object({
  provider: z.string(),
  gseq: z.int(),
  oseq: z.int(),
  /** As the chain states it: price of one block. */
  denom: z.string(),
  amount: z.string(),
  /** That price over an average month, in micro-USD. */
  monthlyMicroUsd: z.int(),
  providerName: z.string().optional(),
  region: z.string().optional(),
  /** Of the last seven days, from 0 to 1. */
  uptime: z.number().optional(),
  isAudited: z.boolean().optional(),
});
export type Bid = z.infer<typeof bidSchema>;

const money = z.int().min(0);

const deploymentTokenFields = {
  /** Id of the token, which the deployed instance notes beside what was done with it. */
  id: z.string(),
  name: z.string(),
  /** When it ends by itself; it works as long as the deployment when absent. */
  expiresAt: z.number().optional(),
};

/** A token that calls the deployed flow or agent. Its value is shown once and kept nowhere. */
export const deploymentTokenSchema = z
  .object({ ...deploymentTokenFields, createdAt: z.number() })
  .meta({ id: 'DeploymentToken' });
export type DeploymentToken = z.infer<typeof deploymentTokenSchema>;

/** What may happen to a deployment. Every event but the first belongs to one that exists. */
export const deploymentChangeSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('draft-create'),
    name: z.string(),
    target: deploymentTargetSchema,
    sdl: z.string(),
    rule: bidRuleSchema,
    depositMicroUsd: money,
    isSimulated: z.boolean(),
    /** Address of the Console API. */
    server: z.string(),
  }),
  z.object({
    type: z.literal('draft-edit'),
    name: z.string().optional(),
    sdl: z.string().optional(),
    rule: bidRuleSchema.optional(),
    depositMicroUsd: money.optional(),
  }),
  z.object({ type: z.literal('deploy-request') }),
  z.object({ type: z.literal('balance-read'), availableMicroUsd: z.int() }),
  /** Noted before the call: with the hash the deployment is found again after a crash in the middle of it. */
  z.object({ type: z.literal('create-start'), manifestHash: z.string() }),
  z.object({
    type: z.literal('create-end'),
    dseq: z.string(),
    isFoundAgain: z.boolean(),
    /** Without a bid by then it fails. */
    bidsBy: z.number(),
  }),
  z.object({
    type: z.literal('bids-read'),
    bids: z.array(bidSchema),
    /** When the rule chooses, or when the last moment for a choice by hand is. */
    chooseBy: z.number(),
  }),
  z.object({ type: z.literal('bid-choose'), bid: bidSchema, chosenBy: z.enum(['rule', 'person']) }),
  z.object({ type: z.literal('lease-end'), hostUri: z.string().optional() }),
  z.object({ type: z.literal('manifest-end'), endpointBy: z.number() }),
  z.object({ type: z.literal('endpoint-find'), endpoints: z.array(z.string()) }),
  z.object({ type: z.literal('health-change'), isHealthy: z.boolean(), detail: z.string() }),
  z.object({ type: z.literal('step-fail'), error: wireErrorSchema }),
  z.object({ type: z.literal('retry-request') }),
  z.object({ type: z.literal('token-create'), ...deploymentTokenFields }),
  z.object({ type: z.literal('close-request') }),
  z.object({
    type: z.literal('close-end'),
    /** Absent when nothing had been created. */
    refundMicroUsd: money.optional(),
    spentMicroUsd: money.optional(),
  }),
]);
export type DeploymentChange = z.infer<typeof deploymentChangeSchema>;

const envelope = z.object({ seq: z.int().min(1), at: z.number(), by: z.string().optional() });
export const deploymentEventSchema = z.intersection(envelope, deploymentChangeSchema);
export type DeploymentEvent = z.infer<typeof deploymentEventSchema>;

export const deploymentSchema = z
  .object({
    id: deploymentIdSchema,
    name: z.string(),
    target: deploymentTargetSchema,
    state: deploymentStateSchema,
    /** Sequence number of the last event. */
    seq: z.int(),
    sdl: z.string(),
    rule: bidRuleSchema,
    depositMicroUsd: money,
    /** True when the server is not the real Console API. */
    isSimulated: z.boolean(),
    server: z.string(),
    createdAt: z.number(),
    updatedAt: z.number(),
    availableMicroUsd: z.int().optional(),
    manifestHash: z.string().optional(),
    dseq: z.string().optional(),
    bids: z.array(bidSchema),
    bidsBy: z.number().optional(),
    chooseBy: z.number().optional(),
    chosen: bidSchema.optional(),
    hostUri: z.string().optional(),
    endpointBy: z.number().optional(),
    endpoints: z.array(z.string()),
    health: z.object({ isHealthy: z.boolean(), detail: z.string(), at: z.number() }).optional(),
    error: wireErrorSchema.optional(),
    /** The step that failed, which a retry goes back to. */
    failedStep: deploymentStateSchema.optional(),
    refundMicroUsd: money.optional(),
    spentMicroUsd: money.optional(),
    tokens: z.array(deploymentTokenSchema).default([]),
  })
  .meta({ id: 'Deployment' });
export type Deployment = z.infer<typeof deploymentSchema>;

/** A line that the deployed service wrote. */
export const deploymentLogLineSchema = z.object({ service: z.string(), text: z.string() });
export type DeploymentLogLine = z.infer<typeof deploymentLogLineSchema>;
