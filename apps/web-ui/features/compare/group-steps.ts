import { isDifferent, type StepPair } from '@codexos/protocol/compare-runs';

export type StepGroup = { type: 'step'; step: StepPair } | { type: 'equal'; steps: readonly StepPair[] };

/** Fewer equal steps than this take no more room than the line that stands for them. */
const LEAST_FOLDED = 3;

/** Steps in their order, with those that are equal on both sides put together where several follow each other. */
export function groupSteps(steps: readonly StepPair[]): StepGroup[] {
  const groups: StepGroup[] = [];
  let equal: StepPair[] = [];
  const flush = (): void => {
    if (equal.length >= LEAST_FOLDED) groups.push({ type: 'equal', steps: equal });
    else groups.push(...equal.map((step): StepGroup => ({ type: 'step', step })));
    equal = [];
  };
  for (const step of steps) {
    if (!isDifferent(step)) equal.push(step);
    else {
      flush();
      groups.push({ type: 'step', step });
    }
  }
  flush();
  return groups;
}
