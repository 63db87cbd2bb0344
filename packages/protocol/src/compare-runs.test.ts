import { describe, expect, it } from 'vitest';
import { compareRuns, inputPairs, isSameJson, outputPairs } from './compare-runs.ts';
import type { RunEvent, RunEventBody } from './run-event.ts';
import { applyRunEvent, createRunView, type RunView } from './run-view.ts';

const runId = '01ARZ3NDEKTSV4RRFFQ69G5FAV' as RunEvent['runId'];

/** A run whose journal has these events; `pace` makes it slow without changing what it does. */
function run(bodies: readonly object[], pace = 1): RunView {
  const events = [{ type: 'run-start', flowHash: 'h', input: {} }, ...bodies];
  return events
    .map(
      (body, index) => ({ ...(body as RunEventBody), runId, seq: index + 1, at: index * pace }) as RunEvent,
    )
    .reduce(applyRunEvent, createRunView(runId));
}

const begin = (id: string, input: object = {}) => ({
  ...{ type: 'node-start', activationId: id, nodeId: id.split('@')[0], path: [], attempt: 1, input },
});
const end = (id: string, value: unknown, durationMs = 1) => ({
  ...{ type: 'node-end', activationId: id, nodeId: id.split('@')[0], attempt: 1, durationMs },
  outputs: [{ port: 'value', value }],
});
const fail = (id: string, message: string) => ({
  ...{ type: 'node-error', activationId: id, nodeId: id, attempt: 1, durationMs: 1 },
  error: { code: 'NODE_FAILED', title: 'The node failed', message },
});
const step = (id: string, value: unknown, input: object = {}) => [begin(id, input), end(id, value)];
const tool = (id: string, output: unknown, durationMs = 1) => [
  {
    ...{ type: 'tool-call', activationId: id, nodeId: id, call: 0 },
    tool: 'clock',
    input: {},
    idempotencyKey: 'k',
  },
  { ...{ type: 'tool-result', activationId: id, nodeId: id, call: 0 }, tool: 'clock', output, durationMs },
];

describe('two runs beside each other', () => {
  it('are equal when they did the same at another pace', () => {
    const left = run([...step('a', 1), begin('b'), ...tool('b', 'noon', 3), end('b', 2, 5)]);
    const right = run([...step('a', 1), begin('b'), ...tool('b', 'noon', 90), end('b', 2, 500)], 50);
    const { steps, different } = compareRuns(left, right);
    expect(steps.map(({ activationId }) => activationId)).toEqual(['a', 'b']);
    expect(different).toEqual([]);
  });

  it('differ first where the cause is, and after it where the effect is', () => {
    const left = run([...step('a', 1), ...step('b', 'x'), ...step('c', 'X', { input: 'x' })]);
    const right = run([...step('a', 1), ...step('b', 'y'), ...step('c', 'Y', { input: 'y' })]);
    expect(compareRuns(left, right).different).toMatchObject([
      { activationId: 'b', differences: ['output'] },
      { activationId: 'c', differences: ['input', 'output'] },
    ]);
  });

  it('pair turns of loops by their turn, and show what one of them did not come to', () => {
    const left = run([...step('a@l:1', 1), ...step('a@l:2', 2), ...step('z', 0)]);
    const right = run([...step('a@l:1', 1), ...step('z', 0)]);
    const { steps, different } = compareRuns(left, right);
    expect(steps).toHaveLength(3);
    expect(different).toMatchObject([{ activationId: 'a@l:2', nodeId: 'a', right: undefined }]);
  });

  it('put what only the right one did where it did it', () => {
    const left = run([...step('a', 1), ...step('no', 1), ...step('z', 1)]);
    const right = run([...step('first', 1), ...step('a', 1), ...step('yes', 1), ...step('z', 1)]);
    const { steps, different } = compareRuns(left, right);
    expect(steps.map(({ activationId }) => activationId)).toEqual(['first', 'a', 'yes', 'no', 'z']);
    expect(different.map(({ activationId }) => activationId)).toEqual(['first', 'yes', 'no']);
  });

  it('do not differ because branches ended in another order', () => {
    const left = run([begin('a'), begin('b'), end('a', 1), end('b', 2)]);
    const right = run([begin('b'), begin('a'), end('b', 2), end('a', 1)]);
    expect(compareRuns(left, right).different).toEqual([]);
  });

  it('differ in status and error where one failed, and in the message where both did', () => {
    const good = run(step('a', 1));
    const bad = run([begin('a'), fail('a', 'away')]);
    expect(compareRuns(good, bad).different).toMatchObject([{ differences: ['status', 'output', 'error'] }]);
    const worse = run([begin('a'), fail('a', 'gone')]);
    expect(compareRuns(bad, worse).different).toMatchObject([{ differences: ['error'] }]);
  });

  it('differ in what they called, although the same came out', () => {
    const left = run([begin('a'), ...tool('a', 'noon'), end('a', 1)]);
    const right = run([begin('a'), ...tool('a', 'night'), end('a', 1)]);
    expect(compareRuns(left, right).different).toMatchObject([{ differences: ['calls'] }]);
  });
});

it('pairs values by their port, also where one side has none', () => {
  const { steps } = compareRuns(
    run(step('a', { x: 1, y: 2 }, { left: 1, both: [1] })),
    run(step('a', { y: 2, x: 1 }, { both: [1], right: 2 })),
  );
  const [pair] = steps;
  expect(pair && inputPairs(pair)).toEqual([
    { port: 'left', left: 1, right: undefined, isSame: false },
    { port: 'both', left: [1], right: [1], isSame: true },
    { port: 'right', left: undefined, right: 2, isSame: false },
  ]);
  expect(pair && outputPairs(pair)).toMatchObject([{ port: 'value', isSame: true }]);
});

it('tells lists from objects, and what is absent from what is null', () => {
  expect(isSameJson([], {})).toBe(false);
  expect(isSameJson({ a: null }, {})).toBe(false);
  expect(isSameJson({ a: undefined }, { b: undefined })).toBe(false);
  expect(isSameJson({ a: [1, { b: 2, c: 3 }] }, { a: [1, { c: 3, b: 2 }] })).toBe(true);
});
