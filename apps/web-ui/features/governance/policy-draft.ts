import type { VotePolicy, VoteAccount, VotingAgent } from '@codexos/protocol/vote-policy';
import { formatUnits, parseUnits } from './units';

/** A policy while it is typed. */
export interface PolicyDraft {
  /** `local:ADDRESS` or `secret:NAME`. */
  account: string;
  maxWeight: string;
  policy: Omit<VotePolicy, 'maxWeight'>;
}

const HOUR_MS = 3_600_000;

/** Cautious: no vote on anything but a clean review, with time to step in. */
export const FIRST_POLICY: PolicyDraft = {
  account: '',
  maxWeight: '10,000',
  policy: {
    isOn: true,
    categories: ['general', 'treasury'],
    isOwnStakeOnly: true,
    choices: { 'no-objection': 'for', concerns: 'none', objection: 'against' },
    never: ['reserve', 'mint', 'slash', 'pause'],
    delayMs: 12 * HOUR_MS,
    maxVotesPerDay: 3,
  },
};

export function draftOf({ account, policy: { maxWeight, ...policy } }: VotingAgent): PolicyDraft {
  const name = account.type === 'local' ? account.address : account.secret;
  return { account: `${account.type}:${name}`, maxWeight: formatUnits(maxWeight), policy };
}

/** What is sent; undefined while something is missing or wrong. */
export function finishPolicy({
  account,
  maxWeight,
  policy,
}: PolicyDraft): { account: VoteAccount; policy: VotePolicy } | undefined {
  const [type, name = ''] = account.split(':');
  const weight = parseUnits(maxWeight);
  if (name === '' || weight === undefined || policy.categories.length === 0) return undefined;
  return {
    account: type === 'local' ? { type, address: name } : { type: 'secret', secret: name },
    policy: { ...policy, maxWeight: weight },
  };
}
