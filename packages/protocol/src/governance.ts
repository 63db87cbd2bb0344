/**
 * Governance as the studio sees it. Amounts are decimal texts in the smallest unit (18 decimals); times are epoch
 * ms of the chain's clock. Everything here is a fold over the chain's events.
 */
import { z } from 'zod';

export const addressSchema = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'must be an address: 0x and 40 hexadecimal digits')
  .meta({ id: 'Address' });

const LARGEST = 2n ** 256n - 1n;

/** A whole number in the smallest unit, as large as a chain can hold. */
export const unitsSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,77})$/, 'must be a whole number without a sign')
  .refine((text) => !/^\d{78}$/.test(text) || BigInt(text) <= LARGEST, 'is larger than a chain can hold')
  .meta({ id: 'Units' });

export const trackSchema = z.enum(['standard', 'expedited']);
export type Track = z.infer<typeof trackSchema>;

/** In the order of the contract. */
export const categorySchema = z.enum([
  'general',
  'protocol',
  'parameters',
  'agents',
  'treasury',
  'partnership',
  'emergency',
]);
export type Category = z.infer<typeof categorySchema>;

/** In the order of the contract. */
export const supportSchema = z.enum(['against', 'for', 'abstain']);
export type Support = z.infer<typeof supportSchema>;

export const proposalStateSchema = z.enum([
  'pending',
  'active',
  'canceled',
  'defeated',
  'succeeded',
  'queued',
  'executable',
  'executed',
]);
export type ProposalState = z.infer<typeof proposalStateSchema>;

/** One call that a proposal makes when it is executed. */
export const proposalCallSchema = z.object({
  target: addressSchema,
  /** Name of the contract when it is one of the organisation's. */
  contract: z.string().optional(),
  /** In words, for example `Treasury.spend(asset: …, to: …, amount: …)`. */
  summary: z.string(),
  value: unitsSchema,
  data: z.string(),
});
export type ProposalCall = z.infer<typeof proposalCallSchema>;

export const proposalVoteSchema = z.object({
  voter: addressSchema,
  support: supportSchema,
  weight: unitsSchema,
  reason: z.string(),
  at: z.number(),
  /** True for the owner of a stake who took back what a delegate had voted with it. */
  isOverride: z.boolean(),
  transaction: z.string(),
});
export type ProposalVote = z.infer<typeof proposalVoteSchema>;

export const proposalSchema = z
  .object({
    /** A decimal number of up to 78 digits. */
    id: z.string(),
    title: z.string(),
    /** Markdown. */
    description: z.string(),
    proposer: addressSchema,
    track: trackSchema,
    category: categorySchema,
    state: proposalStateSchema,
    proposedAt: z.number(),
    /** When the vote opens; weight is the stake at this moment. */
    opensAt: z.number(),
    closesAt: z.number(),
    /** From when on it can be executed; absent until it is queued. */
    executableAt: z.number().optional(),
    endedAt: z.number().optional(),
    tally: z.object({ for: unitsSchema, against: unitsSchema, abstain: unitsSchema }),
    /** Votes for and abstaining that are needed together; an estimate until the vote opens. */
    quorum: unitsSchema,
    /** All stake at the snapshot. */
    totalStake: unitsSchema,
    calls: z.array(proposalCallSchema),
    votes: z.array(proposalVoteSchema),
    /** Transactions by what they did. */
    transactions: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof proposalSchema>;

export const stakeholderSchema = z.object({
  address: addressSchema,
  balance: unitsSchema,
  stake: unitsSchema,
  /** Votes that it casts: its own stake and what was delegated to it. */
  votes: unitsSchema,
  delegate: addressSchema.optional(),
  unbonding: z.object({ amount: unitsSchema, releaseAt: z.number() }).optional(),
  /** Whether the server holds the key, for the local network. */
  localName: z.string().optional(),
});
export type Stakeholder = z.infer<typeof stakeholderSchema>;

export const treasurySchema = z.object({
  assets: z.array(
    z.object({
      asset: addressSchema,
      symbol: z.string(),
      total: unitsSchema,
      reserve: unitsSchema,
      available: unitsSchema,
    }),
  ),
  movements: z.array(
    z.object({
      kind: z.enum(['booked', 'spent', 'reserve-spent', 'reserve-raised']),
      asset: addressSchema,
      amount: unitsSchema,
      to: addressSchema.optional(),
      at: z.number(),
      transaction: z.string(),
    }),
  ),
});
export type TreasuryView = z.infer<typeof treasurySchema>;

export const governanceParametersSchema = z.object({
  discussionMs: z.number(),
  votingMs: z.number(),
  expeditedVotingMs: z.number(),
  timelockMs: z.number(),
  unbondingMs: z.number(),
  threshold: unitsSchema,
  quorumPercent: z.number(),
  guardian: addressSchema,
});
export type GovernanceParameters = z.infer<typeof governanceParametersSchema>;

/** Contracts that the guardian can stop for a time. */
export const pausableSchema = z.enum(['treasury', 'stakes']);
export type Pausable = z.infer<typeof pausableSchema>;

export const pauseSchema = z
  .object({
    isPaused: z.boolean(),
    /** When the running pause ends by itself, or the last one ended. */
    until: z.number().optional(),
    /** From when on a new pause is possible; absent when it is possible at once. */
    possibleFrom: z.number().optional(),
    /** Accounts that may begin and end a pause. */
    allowed: z.array(addressSchema),
  })
  .meta({ id: 'Pause' });
export type Pause = z.infer<typeof pauseSchema>;
