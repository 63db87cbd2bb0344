/** How far an agent may vote with an account. Its owner writes it; code holds every vote to it. */
import { z } from 'zod';
import { addressSchema, categorySchema, supportSchema, unitsSchema } from './governance.ts';
import { agentIdSchema, runIdSchema, userIdSchema } from './ids.ts';
import { subjectSchema, type Subject } from './proposal-facts.ts';
import { verdictSchema } from './proposal-review.ts';
import { secretNameSchema } from './secret.ts';
import { wireErrorSchema } from './wire-error.ts';

/** What no agent ever votes on, whatever its policy says. */
export const NEVER_BY_AGENTS: readonly Subject[] = ['guardian', 'roles', 'control', 'unknown'];

/** Who signs: an account of the local network, or a key in the vault. */
export const voteAccountSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('local'), address: addressSchema }).strict(),
  z.object({ type: z.literal('secret'), secret: secretNameSchema }).strict(),
]);
export type VoteAccount = z.infer<typeof voteAccountSchema>;

/** What a verdict leads to; `none` is no vote. */
export const choiceSchema = z.enum([...supportSchema.options, 'none']);
export type Choice = z.infer<typeof choiceSchema>;

const DAY_MS = 86_400_000;

export const votePolicySchema = z
  .strictObject({
    isOn: z.boolean(),
    categories: z.array(categorySchema).min(1, 'choose at least one category'),
    /** A vote that weighs more is not cast. */
    maxWeight: unitsSchema,
    /** Refuses to vote with what others have delegated to the account. */
    isOwnStakeOnly: z.boolean(),
    choices: z.record(verdictSchema, choiceSchema),
    /** What it does not vote on, beside what no agent votes on. */
    never: z.array(subjectSchema).max(subjectSchema.options.length),
    /** Time between the decision and the vote, by the chain's clock, for the owner to step in. */
    delayMs: z
      .int()
      .min(0)
      .max(14 * DAY_MS),
    /** Votes in 24 hours of the chain's clock. */
    maxVotesPerDay: z.int().min(1).max(100),
  })
  .meta({ id: 'VotePolicy' });
export type VotePolicy = z.infer<typeof votePolicySchema>;

export const votingAgentSchema = z
  .object({
    agentId: agentIdSchema,
    /** Of the agent's record; absent when it was deleted, and then it votes no more. */
    agentName: z.string().optional(),
    account: voteAccountSchema,
    /** Address of the account. */
    address: addressSchema,
    policy: votePolicySchema,
    /** Grows by one with each change. */
    revision: z.int(),
    setBy: userIdSchema,
    setAt: z.number(),
  })
  .meta({ id: 'VotingAgent' });
export type VotingAgent = z.infer<typeof votingAgentSchema>;

export const agentVoteStateSchema = z.enum([
  /** Its run is under way. */
  'deciding',
  /** Decided; cast once it is due. */
  'waiting',
  /** Signed, and on its way to the chain. */
  'casting',
  'cast',
  /** The policy did not allow it. */
  'refused',
  /** Somebody stepped in. */
  'stopped',
  'failed',
]);
export type AgentVoteState = z.infer<typeof agentVoteStateSchema>;

export const agentVoteSchema = z
  .object({
    id: z.string(),
    proposalId: z.string(),
    agentId: agentIdSchema,
    agentName: z.string().optional(),
    voter: addressSchema,
    state: agentVoteStateSchema,
    /** Of the policy that was in force when it was decided. */
    policyRevision: z.int(),
    /** The run in which it was decided. */
    runId: runIdSchema.optional(),
    support: supportSchema.optional(),
    reason: z.string().optional(),
    /** When it is cast, by the chain's clock. */
    dueAt: z.number().optional(),
    transaction: z.string().optional(),
    /** Why it was refused or stopped. */
    note: z.string().optional(),
    error: wireErrorSchema.optional(),
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'AgentVote' });
export type AgentVote = z.infer<typeof agentVoteSchema>;
