import type { StepPair } from '@codexos/protocol/compare-runs';
import { expect, it } from 'vitest';
import { groupSteps } from './group-steps';

const step = (activationId: string, differences: StepPair['differences'] = []): StepPair => {
  const side = {} as StepPair['left'];
  return { activationId, nodeId: activationId, left: side, right: side, differences };
};

it('puts equal steps together where several follow each other, and leaves the others alone', () => {
  const steps = [step('a'), step('b'), step('c'), step('d', ['output']), step('e'), step('f', ['input'])];
  const groups = groupSteps(steps).map((group) =>
    group.type === 'equal' ? group.steps.map(({ activationId }) => activationId) : group.step.activationId,
  );
  expect(groups).toEqual([['a', 'b', 'c'], 'd', 'e', 'f']);
});

it('counts a step that only one run came to as different', () => {
  const steps = ['a', 'b', 'c'].map((id) => ({ ...step(id), right: undefined }));
  expect(groupSteps(steps).map(({ type }) => type)).toEqual(['step', 'step', 'step']);
});
