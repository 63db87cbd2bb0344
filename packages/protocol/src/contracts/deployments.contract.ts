/** Deployments on Akash: drafts with their SDL, the way from there to an endpoint, and back to the refund. */
import { z } from 'zod';
import { defineContract, emptySchema, listOf } from '../contract.ts';
import {
  bidRuleSchema,
  deploymentEventSchema,
  deploymentLogLineSchema,
  deploymentSchema,
  deploymentTokenSchema,
} from '../deployment.ts';
import { deploymentIdSchema, secretIdSchema } from '../ids.ts';

const base = { tag: 'deployments' } as const;
const params = z.object({ deploymentId: deploymentIdSchema });
const sdl = z.string().min(1).max(200_000);
const depositMicroUsd = z
  .int()
  .min(500_000, 'must be at least 0.50 USD, the smallest deposit that the network takes')
  .max(1_000_000_000);

/** One cloud's price for the same resources over an average month. */
const estimateLineSchema = z.object({
  cloud: z.enum(['akash', 'aws', 'gcp', 'azure']),
  label: z.string(),
  monthlyMicroUsd: z.int(),
  /** The calculation with its numbers. */
  formula: z.string(),
  source: z.string(),
});

export const sdlSecretSchema = z.object({
  name: z.string(),
  /** `left-out`: what is deployed needs it, and no line of the SDL hands it over. */
  state: z.enum(['ready', 'missing', 'revoked', 'not-granted', 'left-out']),
  /** Absent when the vault has no secret of that name. */
  secretId: secretIdSchema.optional(),
});
export type SdlSecret = z.infer<typeof sdlSecretSchema>;

export const sdlReportSchema = z
  .object({
    /** Empty when Akash's own kit accepts the SDL. */
    problems: z.array(
      z.object({
        message: z.string(),
        path: z.string(),
        line: z.int().optional(),
        hint: z.string().optional(),
      }),
    ),
    resources: z
      .object({
        cpuMilli: z.number(),
        memoryBytes: z.number(),
        storageBytes: z.number(),
      })
      .optional(),
    estimate: z.object({ lines: z.array(estimateLineSchema), pricesOf: z.string() }).optional(),
    /** Secrets that go along, or that the flow needs and the SDL leaves out; absent for who may not see secrets. */
    secrets: z.array(sdlSecretSchema).optional(),
  })
  .meta({ id: 'SdlReport' });
export type SdlReport = z.infer<typeof sdlReportSchema>;
export type EstimateLine = z.infer<typeof estimateLineSchema>;

export const getAkashStatus = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/akash',
  name: 'getAkashStatus',
  summary: 'Which Console API is used, and whether there is a key for it',
  permission: 'deployment:read',
  response: z.object({
    server: z.string(),
    isSimulated: z.boolean(),
    keyState: z.enum(['present', 'missing', 'not-granted']),
    /** What is missing, and where to add it. */
    hint: z.string().optional(),
    /** Image that the last draft named, or the operator's. */
    image: z.string().optional(),
  }),
});

export const checkSdl = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/akash/sdl-check',
  name: 'checkSdl',
  summary: 'Validate an SDL and estimate what it costs a month',
  permission: 'deployment:read',
  isAudited: false,
  body: z.object({
    sdl,
    /** Whose mark the SDL has to carry. */
    deploymentId: deploymentIdSchema.optional(),
  }),
  response: sdlReportSchema,
});

export const listDeployments = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/deployments',
  name: 'listDeployments',
  summary: 'Deployments of the workspace, newest first',
  permission: 'deployment:read',
  response: listOf(deploymentSchema),
});

export const createDeployment = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/deployments',
  name: 'createDeployment',
  summary: 'Draft a deployment: its SDL is built, nothing is sent yet',
  permission: 'deployment:write',
  status: 201,
  body: z.object({
    name: z.string().trim().min(1).max(80).optional(),
    target: z.discriminatedUnion('type', [
      z.object({ type: z.literal('app') }),
      z.object({ type: z.literal('flow'), flowId: z.string() }),
      z.object({ type: z.literal('agent'), agentId: z.string() }),
    ]),
    /** Name of a container image of CodexOS that providers can pull. */
    image: z.string().trim().min(1).max(300).regex(/^\S+$/, 'must not hold blanks'),
    cpu: z.number().min(0.1).max(64).default(1),
    memoryMb: z.int().min(256).max(262_144).default(1_024),
    storageGb: z.int().min(1).max(2_000).default(5),
    rule: bidRuleSchema.default({ type: 'cheapest' }),
    depositMicroUsd: depositMicroUsd.default(5_000_000),
  }),
  response: z.object({ deployment: deploymentSchema }),
});

export const getDeployment = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/deployments/:deploymentId',
  name: 'getDeployment',
  summary: 'A deployment with everything that happened to it',
  permission: 'deployment:read',
  params,
  response: z.object({ deployment: deploymentSchema, events: z.array(deploymentEventSchema) }),
});

export const updateDeployment = defineContract({
  ...base,
  method: 'PATCH',
  path: '/api/v1/deployments/:deploymentId',
  name: 'updateDeployment',
  summary: 'Change a draft',
  permission: 'deployment:write',
  params,
  body: z.object({
    name: z.string().trim().min(1).max(80).optional(),
    sdl: sdl.optional(),
    rule: bidRuleSchema.optional(),
    depositMicroUsd: depositMicroUsd.optional(),
  }),
  response: deploymentSchema,
});

export const startDeployment = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/deployments/:deploymentId/deploy',
  name: 'startDeployment',
  summary: 'Send a draft to Akash: balance, deployment, bids, lease, manifest, endpoint',
  permission: 'deployment:write',
  status: 202,
  params,
  response: deploymentSchema,
});

export const chooseBid = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/deployments/:deploymentId/bid',
  name: 'chooseBid',
  summary: 'Choose a bid by hand',
  permission: 'deployment:write',
  status: 202,
  params,
  body: z.object({ provider: z.string().min(1).max(100) }),
  response: deploymentSchema,
});

export const retryDeployment = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/deployments/:deploymentId/retry',
  name: 'retryDeployment',
  summary: 'Try the step again that failed',
  permission: 'deployment:write',
  status: 202,
  params,
  response: deploymentSchema,
});

export const createDeploymentToken = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/deployments/:deploymentId/tokens',
  name: 'createDeploymentToken',
  summary:
    'Make a token that calls the deployed flow or agent and nothing else; it cannot be revoked before it ends',
  permission: 'deployment:write',
  status: 201,
  params,
  body: z.object({
    name: z.string().trim().min(1).max(120),
    /** It works as long as the deployment when absent. */
    expiresInDays: z.int().min(1).max(365).optional(),
  }),
  response: deploymentTokenSchema.extend({
    /** Shown once and kept nowhere. */
    value: z.string(),
  }),
});

export const closeDeployment = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/deployments/:deploymentId/close',
  name: 'closeDeployment',
  summary: 'Close it on Akash; what is left of the deposit comes back',
  permission: 'deployment:write',
  status: 202,
  params,
  response: deploymentSchema,
});

export const deleteDeployment = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/deployments/:deploymentId',
  name: 'deleteDeployment',
  summary: 'Remove a draft or a closed deployment from the list',
  permission: 'deployment:write',
  params,
  response: emptySchema,
});

export const listDeploymentLogs = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/deployments/:deploymentId/logs',
  name: 'listDeploymentLogs',
  summary: 'The last lines that the deployed service wrote; the socket follows them live',
  // A deployed app prints its start token there, so it is not for everyone.
  permission: 'deployment:write',
  params,
  query: z.object({ tail: z.coerce.number().int().min(1).max(1_000).default(200) }),
  response: z.object({ lines: z.array(deploymentLogLineSchema) }),
});
