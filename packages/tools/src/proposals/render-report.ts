import type { ActionFacts, ProposalFacts } from '@codexos/protocol/proposal-facts';
import type { Finding, Verdict } from '@codexos/protocol/proposal-review';
import { amountOf, shareOf, timeOf } from './words.ts';

const VERDICT_SENTENCES: Readonly<Record<Verdict, string>> = {
  'no-objection': 'No objection: nothing stands out against the rules.',
  concerns: 'Concerns: it can pass, and some points should be looked at first.',
  objection: 'Objection: it would fail, break a rule, or cannot be read.',
};

const SEVERITIES: Readonly<Record<Finding['severity'], string>> = {
  objection: 'Objection',
  concern: 'Concern',
  note: 'Note',
};

const OUTCOMES: Readonly<Record<ActionFacts['simulation']['outcome'], string>> = {
  ok: 'Tried on the chain as it is now: it would work.',
  fails: 'Tried on the chain as it is now: it would fail',
  unknown: 'It cannot be tried beforehand',
};

/** Most actions that a report lists; a proposal from elsewhere may hold hundreds. */
const MAX_ACTIONS = 20;

/** Facts and findings as Markdown. Every figure in it comes from the facts. */
export function renderReport(
  facts: ProposalFacts,
  { findings, verdict }: { findings: readonly Finding[]; verdict: Verdict },
): string {
  return [
    VERDICT_SENTENCES[verdict],
    `### Findings\n\n${findings.length === 0 ? 'None.' : findings.map(findingLine).join('\n')}`,
    `### What it does\n\n${actionLines(facts.actions)}`,
    `### How it is decided\n\n${decision(facts)}`,
    '### What was not checked\n\nWhether its reasons are true, whether a price is fair, and who stands behind an address.',
  ].join('\n\n');
}

function findingLine({ severity, text, action }: Finding): string {
  return `- **${SEVERITIES[severity]}**${action === undefined ? '' : ` (action ${action})`}: ${text}`;
}

function actionLines(actions: readonly ActionFacts[]): string {
  const shown = actions.slice(0, MAX_ACTIONS).map(({ summary, simulation: { outcome, note } }, index) => {
    const reason = outcome === 'ok' || note === undefined ? '' : `: ${note.replace(/\.$/, '')}`;
    const tried = outcome === 'ok' ? OUTCOMES.ok : `${OUTCOMES[outcome]}${reason}.`;
    return `${index + 1}. \`${summary.replaceAll('`', '')}\`\n   ${tried}`;
  });
  const rest = actions.length - shown.length;
  return [...shown, ...(rest > 0 ? [`And ${rest} more.`] : [])].join('\n');
}

function decision({ proposal, parameters, treasury }: ProposalFacts): string {
  const { category, track, quorum, totalStake, proposedAt, opensAt, closesAt } = proposal;
  const span = (ms: number): string => timeOf(BigInt(Math.max(0, Math.round(ms / 1_000))));
  const needed = `${amountOf(quorum, 'CDX')} of ${amountOf(totalStake, 'CDX')} (${shareOf(BigInt(quorum), BigInt(totalStake))})`;
  return [
    `Category ${category}, ${track} track: ${span(opensAt - proposedAt)} of discussion, ${span(closesAt - opensAt)} of vote, then ${span(parameters.timelockMs)} in the timelock.`,
    `It passes with more votes for than against, and with votes for and abstaining of at least ${needed}.`,
    `The treasury keeps ${treasury.reservePercent} % of what comes in as its reserve${treasury.isPaused ? ', and is paused now' : ''}.`,
  ].join(' ');
}
