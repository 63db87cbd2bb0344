import type { Category, Support } from '@codexos/protocol/governance';
import type { Subject } from '@codexos/protocol/proposal-facts';
import type { Finding, Verdict } from '@codexos/protocol/proposal-review';
import type { AgentVoteState } from '@codexos/protocol/vote-policy';

type Variant = 'default' | 'ok' | 'warn' | 'run' | 'destructive';

export const VERDICTS: Readonly<Record<Verdict, { label: string; variant: Variant }>> = {
  'no-objection': { label: 'No objection', variant: 'ok' },
  concerns: { label: 'Concerns', variant: 'warn' },
  objection: { label: 'Objection', variant: 'destructive' },
};

export const SEVERITIES: Readonly<Record<Finding['severity'], string>> = {
  objection: 'Objection',
  concern: 'Concern',
  note: 'Note',
};

export const SUPPORTS: Readonly<Record<Support, string>> = {
  for: 'For',
  against: 'Against',
  abstain: 'Abstain',
};

export const VOTE_STATES: Readonly<Record<AgentVoteState, { label: string; variant: Variant }>> = {
  deciding: { label: 'Deciding', variant: 'run' },
  waiting: { label: 'Waiting', variant: 'warn' },
  casting: { label: 'On its way', variant: 'run' },
  cast: { label: 'Voted', variant: 'ok' },
  refused: { label: 'Does not vote', variant: 'default' },
  stopped: { label: 'Stopped', variant: 'default' },
  failed: { label: 'Failed', variant: 'destructive' },
};

export const CATEGORIES: readonly { value: Category; label: string }[] = [
  { value: 'general', label: 'General' },
  { value: 'protocol', label: 'Protocol' },
  { value: 'parameters', label: 'Parameters' },
  { value: 'agents', label: 'Agents' },
  { value: 'treasury', label: 'Treasury' },
  { value: 'partnership', label: 'Partnership' },
  { value: 'emergency', label: 'Emergency' },
];

/** What a policy may leave out; what no agent votes on is not to be chosen. */
export const SUBJECTS: readonly { value: Subject; label: string }[] = [
  { value: 'payment', label: 'Payments from the treasury' },
  { value: 'reserve', label: 'Payments from the reserve' },
  { value: 'treasury', label: 'Other changes of the treasury' },
  { value: 'parameter', label: 'Parameters' },
  { value: 'mint', label: 'New tokens' },
  { value: 'slash', label: 'Stake taken from somebody' },
  { value: 'pause', label: 'Pauses' },
  { value: 'words', label: 'Decisions in words' },
];
