import type { EditedStep, Plan, PlanStep } from '@codexos/protocol/plan';
import { describe, expect, it } from 'vitest';
import { addStep, draftRows, removeStep, swapSteps } from './plan-draft';

const step = (id: string, after: string[] = []): EditedStep => ({
  id,
  goal: id,
  uses: { type: 'search', knowledge: 'source' },
  doneWhen: '',
  after,
});
const answer: EditedStep = { ...step('end', ['b']), uses: { type: 'answer' } };
const chain = [step('a'), step('b', ['a']), step('c', ['b'])];
const order = (steps: readonly EditedStep[]) => steps.map(({ id, after }) => `${id}<${after.join()}`);
const plan = (steps: EditedStep[], status: PlanStep['status']): Plan => ({
  goal: 'g',
  revision: 1,
  steps: steps.map((each, index) => ({ ...each, status: index === 0 ? status : 'pending' })),
});

describe('a draft of a plan', () => {
  it('turns the order of neighbours round that wait for each other', () => {
    expect(order(swapSteps(chain, 0))).toEqual(['b<', 'a<b', 'c<a']);
    expect(order(swapSteps(chain, 1))).toEqual(['a<', 'c<a', 'b<c']);
  });

  it('only moves steps that do not', () => {
    expect(order(swapSteps([step('a'), step('b')], 0))).toEqual(['b<', 'a<']);
  });

  it('closes the gap that a step leaves', () => {
    expect(order(removeStep(chain, 'b'))).toEqual(['a<', 'c<a']);
  });

  it('puts a new step before the answer, after what is last', () => {
    const choices = { tools: ['clock'], agents: [], knowledge: [] };
    const added = addStep([step('a'), step('b', ['a']), answer], choices);
    expect(order(added?.draft ?? [])).toEqual(['a<', 'b<a', 'step-4<b', 'end<b,step-4']);
    expect(added?.draft[2]?.uses).toEqual({ type: 'tool', tool: 'clock' });
    expect(addStep([answer], { tools: [], agents: [], knowledge: [] })).toBeNull();
  });

  it('gives steps back that have begun meanwhile, changed or removed', () => {
    const changed = [{ ...step('a'), goal: 'else' }, step('b', ['a'])];
    expect(draftRows(changed, plan(chain.slice(0, 2), 'running'))).toMatchObject([
      { step: { goal: 'a' }, begun: { status: 'running' }, isTooLate: true },
      { step: { goal: 'b' }, begun: undefined, isTooLate: false },
    ]);
    expect(draftRows([step('b')], plan(chain.slice(0, 2), 'running')).map((row) => row.step.id)).toEqual([
      'a',
      'b',
    ]);
  });
});
