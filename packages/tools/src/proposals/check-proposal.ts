import type { ProposalFacts } from '@codexos/protocol/proposal-facts';
import {
  stricterVerdict,
  type Finding,
  type ProposalCheck,
  type Verdict,
} from '@codexos/protocol/proposal-review';
import { findForm } from './form-findings.ts';
import { findParameters } from './parameter-findings.ts';
import { findPayments } from './payment-findings.ts';
import { findPowers } from './power-findings.ts';
import { renderReport } from './render-report.ts';

/** What stands out in a proposal by rules alone: the same facts give the same findings. */
export function checkProposal(facts: ProposalFacts): ProposalCheck {
  const explained = [
    ...findPayments(facts),
    ...findParameters(facts),
    ...findPowers(facts),
    ...findForm(facts),
  ];
  const findings = [...findFailures(facts, explained), ...explained].sort(
    (left, right) => RANK[right.severity] - RANK[left.severity],
  );
  const verdict = findings
    .map(({ severity }) => VERDICTS[severity])
    .reduce<Verdict>(stricterVerdict, 'no-objection');
  return { verdict, findings, report: renderReport(facts, { findings, verdict }) };
}

const RANK = { note: 0, concern: 1, objection: 2 } as const;
const VERDICTS = { note: 'no-objection', concern: 'concerns', objection: 'objection' } as const;

/** Actions that were tried and failed, unless a finding has already said why. */
function findFailures({ actions }: ProposalFacts, explained: readonly Finding[]): Finding[] {
  return actions.flatMap(({ simulation: { outcome, note } }, index): Finding[] => {
    const action = index + 1;
    const isSaid = explained.some((finding) => finding.action === action && finding.severity === 'objection');
    if (outcome !== 'fails' || isSaid) return [];
    return [
      {
        severity: 'objection',
        action,
        text: `It was tried and would fail: ${note ?? 'no reason was given'}.`,
      },
    ];
  });
}
