import type { AgentEvaluation, Expectation } from '@codexos/protocol/agent-evaluation';

export const EXPECTATIONS: readonly {
  type: Expectation['type'];
  label: string;
  placeholder: string;
}[] = [
  { type: 'contains', label: 'says', placeholder: 'text of the answer, in any case' },
  { type: 'excludes', label: 'does not say', placeholder: 'text that must not be there' },
  { type: 'cites', label: 'cites', placeholder: 'src/open-gate.ts, or the end of a path' },
  { type: 'calls', label: 'calls the tool', placeholder: 'calculator' },
];

export function expectationWords({ type, text }: Expectation): string {
  return `${EXPECTATIONS.find((one) => one.type === type)?.label ?? type} ${text}`;
}

export function passedCount({ results }: Pick<AgentEvaluation, 'results'>): number {
  return results.filter(({ outcome }) => outcome?.isPassed === true).length;
}

export function doneCount({ results }: Pick<AgentEvaluation, 'results'>): number {
  return results.filter(({ outcome }) => outcome !== undefined).length;
}

/** How a trial went, in a few words. */
export function scoreWords(evaluation: AgentEvaluation): string {
  const { status, cases, message } = evaluation;
  const score = `${passedCount(evaluation)} of ${cases.length} passed`;
  switch (status) {
    case 'running':
      return `${doneCount(evaluation)} of ${cases.length} done`;
    case 'completed':
      return score;
    case 'cancelled':
      return `cancelled after ${doneCount(evaluation)} of ${cases.length}`;
    case 'failed':
      return `ended early: ${message ?? 'see the runs'}`;
  }
}
