import type { Category } from '@codexos/protocol/governance';
import type { ProposalFacts, Subject } from '@codexos/protocol/proposal-facts';
import type { Finding } from '@codexos/protocol/proposal-review';
import { SUBJECT_LABELS, timeOf } from './words.ts';

/** Under which categories people look for what a proposal touches; every category for what is not listed. */
const CATEGORIES: Partial<Record<Subject, readonly Category[]>> = {
  payment: ['treasury', 'partnership', 'emergency'],
  reserve: ['emergency', 'treasury'],
  treasury: ['treasury', 'emergency'],
  parameter: ['parameters'],
  mint: ['treasury', 'protocol'],
  slash: ['agents'],
  pause: ['emergency', 'protocol'],
  guardian: ['protocol', 'emergency'],
  roles: ['protocol', 'emergency'],
  control: ['protocol', 'emergency'],
};

/** Clocks of blocks are not exact to the second. */
const TOLERANCE_MS = 60_000;

/** Words, category, track and periods of a proposal. */
export function findForm(facts: ProposalFacts): Finding[] {
  return [...reasons(facts), ...category(facts), ...repetitions(facts), ...periods(facts)];
}

function reasons({ proposal }: ProposalFacts): Finding[] {
  const text = proposal.description.replace(/^#+[^\n]*\n*/, '').trim();
  return text === '' ? [{ severity: 'concern', text: 'It gives no reasons: there is only a title.' }] : [];
}

function category({ proposal, actions }: ProposalFacts): Finding[] {
  const at = actions.findIndex(({ subject }) => CATEGORIES[subject]?.includes(proposal.category) === false);
  const found = actions[at];
  if (!found) return [];
  const fitting = CATEGORIES[found.subject]?.[0] ?? 'general';
  return [
    {
      severity: 'concern',
      action: at + 1,
      text: `Its category is ${proposal.category}, and it holds ${SUBJECT_LABELS[found.subject]}. Who follows the category ${fitting} may not see it.`,
    },
  ];
}

function repetitions({ actions }: ProposalFacts): Finding[] {
  const at = actions.findIndex(
    ({ summary, subject }, index) =>
      subject !== 'words' && actions.findIndex((other) => other.summary === summary) < index,
  );
  if (at < 0) return [];
  return [{ severity: 'concern', action: at + 1, text: 'It does the same as an action before it.' }];
}

function periods({ proposal, parameters }: ProposalFacts): Finding[] {
  const { track, proposedAt, opensAt, closesAt } = proposal;
  const usual = track === 'expedited' ? parameters.expeditedVotingMs : parameters.votingMs;
  const discussion = opensAt - proposedAt;
  const vote = closesAt - opensAt;
  const differs = (found: number, expected: number): boolean => Math.abs(found - expected) > TOLERANCE_MS;
  const findings: Finding[] = [];
  if (track === 'expedited')
    findings.push({
      severity: 'note',
      text: `It is expedited: ${words(vote)} of vote, and twice the usual quorum.`,
    });
  if (differs(discussion, parameters.discussionMs))
    findings.push({
      severity: 'note',
      text: `It is discussed for ${words(discussion)}; today’s rule is ${words(parameters.discussionMs)}.`,
    });
  if (differs(vote, usual))
    findings.push({
      severity: 'note',
      text: `Its vote lasts ${words(vote)}; today’s rule is ${words(usual)}. A quorum that is reached late extends a vote.`,
    });
  return findings;
}

function words(ms: number): string {
  return timeOf(BigInt(Math.max(0, Math.round(ms / 1_000))));
}
