/** What a person does in governance, before it becomes transactions. */
import { z } from 'zod';
import {
  addressSchema,
  categorySchema,
  pausableSchema,
  supportSchema,
  trackSchema,
  unitsSchema,
} from './governance.ts';

const amount = unitsSchema.refine((text) => text !== '0', 'must be more than zero');
const asset = z.enum(['token', 'coin']);
export const proposalIdSchema = z.string().regex(/^\d{1,78}$/, 'must be the number of a proposal');
const proposalId = proposalIdSchema;

export const parameterNameSchema = z.enum([
  'votingDelay',
  'votingPeriod',
  'expeditedVotingPeriod',
  'proposalThreshold',
  'quorumPercent',
  'unbondingPeriod',
]);
export type ParameterName = z.infer<typeof parameterNameSchema>;

/** What a proposal does when it is executed. */
export const proposalStepSchema = z.discriminatedUnion('type', [
  /** Nothing: a decision in words. */
  z.object({ type: z.literal('signal') }),
  z.object({ type: z.literal('spend'), asset, to: addressSchema, amount }),
  /** Works only while the treasury is paused. */
  z.object({
    type: z.literal('spend-reserve'),
    asset,
    to: addressSchema,
    amount,
    reason: z.string().min(1).max(500),
  }),
  z.object({ type: z.literal('raise-reserve'), asset, amount }),
  z.object({ type: z.literal('mint'), to: addressSchema, amount }),
  z.object({
    type: z.literal('slash'),
    account: addressSchema,
    amount,
    reason: z.string().min(1).max(500),
  }),
  z.object({
    type: z.literal('set-parameter'),
    name: parameterNameSchema,
    /** Seconds, percent or, for the threshold, the smallest unit. */
    value: unitsSchema,
  }),
  z.object({
    type: z.literal('call'),
    target: addressSchema,
    value: unitsSchema,
    data: z
      .string()
      .regex(/^0x([0-9a-fA-F]{2})*$/, 'must be hexadecimal, beginning with 0x')
      .max(20_000),
  }),
]);
export type ProposalStep = z.infer<typeof proposalStepSchema>;

export const governanceActionSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('stake'), amount }),
    z.object({ type: z.literal('request-unstake'), amount }),
    z.object({ type: z.literal('withdraw') }),
    z.object({ type: z.literal('delegate'), to: addressSchema }),
    z.object({
      type: z.literal('propose'),
      track: trackSchema,
      category: categorySchema,
      title: z.string().trim().min(3).max(140),
      /** Markdown. */
      description: z.string().trim().max(20_000),
      steps: z.array(proposalStepSchema).min(1).max(10),
    }),
    z.object({
      type: z.literal('vote'),
      proposalId,
      support: supportSchema,
      reason: z.string().trim().max(2_000),
      /** Takes back one's own stake from what a delegate votes. */
      isOverride: z.boolean(),
    }),
    z.object({ type: z.literal('queue'), proposalId }),
    z.object({ type: z.literal('execute'), proposalId }),
    z.object({ type: z.literal('cancel'), proposalId }),
    z.object({ type: z.literal('pause'), contract: pausableSchema }),
    z.object({ type: z.literal('unpause'), contract: pausableSchema }),
  ])
  .meta({ id: 'GovernanceAction' });
export type GovernanceAction = z.infer<typeof governanceActionSchema>;

/** A transaction that a wallet can sign. */
export const preparedTransactionSchema = z.object({
  label: z.string(),
  to: addressSchema,
  data: z.string(),
  value: unitsSchema,
});
export type PreparedTransaction = z.infer<typeof preparedTransactionSchema>;

/** What a proposal's call would do now, tried on the chain without a trace. */
export const simulatedCallSchema = z.object({
  summary: z.string(),
  /** `unknown` where only a real execution can tell. */
  outcome: z.enum(['ok', 'fails', 'unknown']),
  /** Why it fails or cannot be known. */
  note: z.string().optional(),
});
export type SimulatedCall = z.infer<typeof simulatedCallSchema>;
