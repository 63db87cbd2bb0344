/** What is known of a proposal when it is reviewed: read from the chain, decoded and tried, without any opinion. */
import { z } from 'zod';
import { parameterNameSchema, simulatedCallSchema } from './governance-action.ts';
import {
  addressSchema,
  governanceParametersSchema,
  proposalSchema,
  treasurySchema,
  unitsSchema,
} from './governance.ts';

/** What a call of a proposal touches. */
export const subjectSchema = z.enum([
  /** Nothing: a decision in words. */
  'words',
  'payment',
  /** A payment from the reserve. */
  'reserve',
  /** The treasury, without paying anybody. */
  'treasury',
  'parameter',
  'mint',
  'slash',
  'pause',
  /** Who may veto. */
  'guardian',
  /** Who may do what on a contract. */
  'roles',
  /** Whatever else rules the contracts: the timelock, its delay, calls in the governor's name. */
  'control',
  /** A contract or a function that cannot be decoded. */
  'unknown',
]);
export type Subject = z.infer<typeof subjectSchema>;

export const actionFactsSchema = z.object({
  /** The call in words, with its arguments. */
  summary: z.string(),
  subject: subjectSchema,
  /** Coins that are sent with the call. */
  value: unitsSchema,
  simulation: simulatedCallSchema.omit({ summary: true }),
  /** Values are seconds, percent or, for the threshold, the smallest unit. */
  parameter: z
    .object({
      name: parameterNameSchema,
      from: unitsSchema,
      to: unitsSchema,
      /** What the contract accepts, where it says so. */
      minimum: unitsSchema.optional(),
      maximum: unitsSchema.optional(),
    })
    .optional(),
  payment: z.object({ symbol: z.string(), to: addressSchema, amount: unitsSchema }).optional(),
  /** Of tokens that are made or taken. */
  tokens: z.object({ account: addressSchema, amount: unitsSchema }).optional(),
});
export type ActionFacts = z.infer<typeof actionFactsSchema>;

export const proposalFactsSchema = z
  .object({
    network: z.object({
      kind: z.enum(['local', 'remote']),
      chainId: z.int(),
      /** The chain's clock when the facts were read, epoch ms. */
      now: z.number(),
    }),
    proposal: proposalSchema.pick({
      id: true,
      title: true,
      description: true,
      proposer: true,
      track: true,
      category: true,
      state: true,
      proposedAt: true,
      opensAt: true,
      closesAt: true,
      quorum: true,
      totalStake: true,
    }),
    actions: z.array(actionFactsSchema),
    parameters: governanceParametersSchema,
    treasury: z.object({
      assets: treasurySchema.shape.assets,
      isPaused: z.boolean(),
      /** Share of all that comes in which only an emergency opens. */
      reservePercent: z.int(),
    }),
    supply: z.object({ total: unitsSchema, maximum: unitsSchema }),
  })
  .meta({ id: 'ProposalFacts' });
export type ProposalFacts = z.infer<typeof proposalFactsSchema>;
