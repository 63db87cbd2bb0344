/** Whether an agent may cast a vote, by its policy alone: the same facts give the same answer. */
import type { Proposal, Support } from '@codexos/protocol/governance';
import type { Subject } from '@codexos/protocol/proposal-facts';
import type { Verdict } from '@codexos/protocol/proposal-review';
import { NEVER_BY_AGENTS, type VotePolicy } from '@codexos/protocol/vote-policy';
import { formatTokens } from './format-tokens.ts';

/** What is known before a vote is decided. */
export interface VoteGround {
  policy: VotePolicy;
  proposal: Pick<Proposal, 'category' | 'opensAt' | 'closesAt'>;
  /** What the calls of the proposal touch. */
  subjects: readonly Subject[];
  /** Of the newest review that is done. */
  verdict: Verdict;
  /** The chain's clock, epoch ms. */
  now: number;
}

/** What is known besides when it is about to be signed. */
export interface SigningGround extends VoteGround {
  proposal: Pick<Proposal, 'category' | 'opensAt' | 'closesAt' | 'state'>;
  support: Support;
  dueAt: number;
  weight: bigint;
  ownStake: bigint;
  /** Votes of the agent in the last 24 hours of the chain's clock. */
  votesInDay: number;
}

const WORDS: Readonly<Record<Subject, string>> = {
  words: 'decides in words',
  payment: 'pays from the treasury',
  reserve: 'pays from the reserve',
  treasury: 'changes the treasury',
  parameter: 'changes a parameter',
  mint: 'makes new tokens',
  slash: 'takes stake from somebody',
  pause: 'begins or ends a pause',
  guardian: 'changes the guardian',
  roles: 'changes who may do what on a contract',
  control: 'reaches into the contracts themselves',
  unknown: 'calls what cannot be decoded',
};

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  'no-objection': 'no objection',
  concerns: 'concerns',
  objection: 'an objection',
};

/** Why no vote is prepared, in a sentence; undefined when one is. */
export function refusalToPlan({ policy, proposal, subjects, verdict, now }: VoteGround): string | undefined {
  if (!policy.isOn) return 'Its policy is turned off.';
  const never = subjects.find((subject) => NEVER_BY_AGENTS.includes(subject));
  if (never) return `The proposal ${WORDS[never]}. No agent votes on that.`;
  const unwanted = subjects.find((subject) => policy.never.includes(subject));
  if (unwanted) return `The proposal ${WORDS[unwanted]}, and its policy leaves that out.`;
  if (!policy.categories.includes(proposal.category))
    return `Its policy does not cover the category ${proposal.category}.`;
  if (policy.choices[verdict] === 'none')
    return `The review found ${VERDICT_WORDS[verdict]}, and its policy casts no vote then.`;
  if (dueAtOf({ policy, proposal, now }) >= proposal.closesAt)
    return 'The delay of its policy ends after the vote has closed.';
  return undefined;
}

/** When a vote that is decided now may be cast, by the chain's clock. */
export function dueAtOf({ policy, proposal, now }: Pick<VoteGround, 'policy' | 'proposal' | 'now'>): number {
  return Math.max(now, proposal.opensAt) + policy.delayMs;
}

/** Why a vote must not be signed, in a sentence; undefined when it may be. */
export function refusalToSign(ground: SigningGround): string | undefined {
  const { policy, proposal, verdict, support, dueAt, now, weight, ownStake, votesInDay } = ground;
  if (proposal.state !== 'active') return 'The vote on the proposal is not open.';
  // The delay has been kept by then, so only what cannot change with time is asked again.
  const unplanned = refusalToPlan({ ...ground, policy: { ...policy, delayMs: 0 } });
  if (unplanned !== undefined) return unplanned;
  if (policy.choices[verdict] !== support)
    return `It decided ${support}, and by the newest review its policy wants ${policy.choices[verdict]}.`;
  if (now < dueAt) return 'The delay of its policy has not passed.';
  if (votesInDay >= policy.maxVotesPerDay)
    return `It has cast ${votesInDay} ${votesInDay === 1 ? 'vote' : 'votes'} in 24 hours, as many as its policy allows.`;
  if (weight === 0n) return 'Its account had no votes when the vote opened.';
  if (policy.isOwnStakeOnly && weight !== ownStake)
    return `Its account casts ${formatTokens(weight)} CDX, of which ${formatTokens(ownStake)} are its own stake. Its policy allows its own stake only.`;
  if (weight > BigInt(policy.maxWeight))
    return `The vote would weigh ${formatTokens(weight)} CDX, and its policy allows ${formatTokens(BigInt(policy.maxWeight))} at most.`;
  return undefined;
}
