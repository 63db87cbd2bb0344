import type { FlowProblem } from '@codexos/protocol/flow';

export type ProblemInput = Omit<FlowProblem, 'severity'> & { severity?: FlowProblem['severity'] };

/** Gathers the problems of a flow, so that people see all of them at once. */
export interface ProblemList {
  add(problem: ProblemInput): void;
  readonly problems: readonly FlowProblem[];
  hasErrors(): boolean;
}

export function createProblemList(): ProblemList {
  const problems: FlowProblem[] = [];
  return {
    problems,
    add: (problem) => problems.push({ severity: 'error', ...problem }),
    hasErrors: () => problems.some((problem) => problem.severity === 'error'),
  };
}
