import { z } from 'zod';
import { defineContract } from '../contract.ts';
import {
  governanceActionSchema,
  preparedTransactionSchema,
  proposalIdSchema,
  simulatedCallSchema,
} from '../governance-action.ts';
import {
  addressSchema,
  governanceParametersSchema,
  pausableSchema,
  pauseSchema,
  proposalSchema,
  stakeholderSchema,
  treasurySchema,
} from '../governance.ts';

const base = { tag: 'governance' } as const;

export const governanceSchema = z
  .object({
    network: z.object({
      kind: z.enum(['local', 'remote']),
      chainId: z.int(),
      /** Of the last block that was read. */
      blockNumber: z.int(),
      /** The chain's clock, epoch ms. */
      now: z.number(),
    }),
    contracts: z.record(z.string(), addressSchema),
    parameters: governanceParametersSchema,
    totalStake: z.string(),
    /** Newest first. */
    proposals: z.array(proposalSchema.omit({ votes: true, calls: true, description: true })),
    stakeholders: z.array(stakeholderSchema),
    treasury: treasurySchema,
    pauses: z.record(pausableSchema, pauseSchema),
  })
  .meta({ id: 'Governance' });
export type Governance = z.infer<typeof governanceSchema>;

/** Starts the local chain when it does not run yet, which takes about a second the first time. */
export const getGovernance = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/governance',
  name: 'getGovernance',
  summary: 'Proposals, stakes, treasury and parameters, read from the chain',
  permission: 'governance:read',
  response: governanceSchema,
});

export const getProposal = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/governance/proposals/:proposalId',
  name: 'getProposal',
  summary: 'One proposal with its decoded calls and votes',
  permission: 'governance:read',
  params: z.object({ proposalId: proposalIdSchema }),
  response: proposalSchema,
});

export const prepareGovernanceAction = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/governance/preparations',
  name: 'prepareGovernanceAction',
  summary: 'The transactions of an action for a wallet to sign, with a simulation',
  permission: 'governance:read',
  isAudited: false,
  body: z.object({ action: governanceActionSchema, account: addressSchema }).strict(),
  response: z.object({
    chainId: z.int(),
    transactions: z.array(preparedTransactionSchema),
    simulation: z.array(simulatedCallSchema),
  }),
});

export const submitGovernanceAction = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/governance/actions',
  name: 'submitGovernanceAction',
  summary: 'Do something with an account of the local network; returns when it is on the chain for good',
  permission: 'governance:write',
  body: z.object({ action: governanceActionSchema, account: addressSchema }).strict(),
  response: z.object({
    transactions: z.array(z.string()),
    /** The proposal that was made or acted on. */
    proposalId: z.string().optional(),
    /** Its title. */
    title: z.string().optional(),
  }),
});

export const advanceChainClock = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/governance/clock',
  name: 'advanceChainClock',
  summary: 'Move the clock of the local network forward',
  permission: 'governance:admin',
  body: z.object({ seconds: z.int().min(1).max(34_560_000) }).strict(),
  response: z.object({ now: z.number() }),
});
