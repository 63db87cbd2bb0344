import type { Verdict } from '@codexos/protocol/proposal-review';
import type { Choice, VotePolicy } from '@codexos/protocol/vote-policy';
import { formatDuration } from '@/lib/format';
import { CATEGORIES, SUBJECTS, VERDICTS } from './review-words';
import { formatUnits } from './units';

export const CHOICES: readonly { value: Choice; label: string }[] = [
  { value: 'for', label: 'Vote for' },
  { value: 'against', label: 'Vote against' },
  { value: 'abstain', label: 'Abstain' },
  { value: 'none', label: 'Do not vote' },
];

const DAY_MS = 86_400_000;

/** A policy as sentences, in the order in which it is held to. */
export function describePolicy(policy: VotePolicy): string[] {
  const { categories, choices, never, maxWeight, isOwnStakeOnly, delayMs, maxVotesPerDay } = policy;
  const stake = isOwnStakeOnly ? ', of its own stake only' : '';
  return [
    `Categories: ${listOf(CATEGORIES, categories)}.`,
    (Object.keys(VERDICTS) as Verdict[])
      .map((verdict) => `${VERDICTS[verdict].label}: ${labelOf(choices[verdict])}`)
      .join('; ') + '.',
    ...(never.length > 0 ? [`Leaves out: ${listOf(SUBJECTS, never).toLowerCase()}.`] : []),
    `At most ${formatUnits(maxWeight)} CDX${stake}, and ${maxVotesPerDay} ${maxVotesPerDay === 1 ? 'vote' : 'votes'} in 24 hours.`,
    delayMs === 0 ? 'Votes at once when the vote is open.' : `Waits ${waitOf(delayMs)} before it votes.`,
  ];
}

function labelOf(choice: Choice): string {
  return (CHOICES.find(({ value }) => value === choice)?.label ?? choice).toLowerCase();
}

function listOf(all: readonly { value: string; label: string }[], chosen: readonly string[]): string {
  return all
    .filter(({ value }) => chosen.includes(value))
    .map(({ label }) => label)
    .join(', ');
}

function waitOf(ms: number): string {
  return ms >= 2 * DAY_MS && ms % DAY_MS === 0
    ? `${ms / DAY_MS} days`
    : formatDuration(ms).replace(' 0 min', '');
}
