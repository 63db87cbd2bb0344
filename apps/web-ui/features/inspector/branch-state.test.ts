import type { ActivationView, RunView } from '@codexos/protocol/run-view';
import { expect, it } from 'vitest';
import { branchStateOf } from './branch-state';

const activation = (nodeId: string, part: Partial<ActivationView>): [string, ActivationView] => [
  `${nodeId}${JSON.stringify(part.path ?? [])}`,
  { nodeId, path: [], status: 'completed', outputs: [], ...part } as ActivationView,
];
const viewOf = (...activations: [string, ActivationView][]): RunView =>
  ({ activations: new Map(activations) }) as unknown as RunView;
const from = { node: 'a', port: 'out' } as never;
const outputs = [{ port: 'out', value: 1 }];

it('tells what came from what came late, from what is missing and from what was not taken', () => {
  const view = viewOf(activation('a', { outputs }));
  expect(branchStateOf(from, { path: [] }, view)).toBe('arrived');
  const join = { isTimeUp: true, missing: [from], late: [] };
  expect(branchStateOf(from, { path: [], join }, view)).toBe('missing');
  expect(branchStateOf(from, { path: [], join: { ...join, late: [from] } }, view)).toBe('late');
  expect(branchStateOf(from, { path: [] }, viewOf(activation('a', {})))).toBe('skipped');
  expect(branchStateOf(from, { path: [] }, viewOf(activation('a', { status: 'running' })))).toBe('waiting');
  expect(branchStateOf(from, { path: [] }, viewOf())).toBe('waiting');
  expect(branchStateOf(from, { path: [] }, { ...viewOf(), endedAt: 5 })).toBe('skipped');
});

it('looks at the same turn of a loop', () => {
  const turn = (number: number) => [{ node: 'loop', turn: number }] as never;
  const view = viewOf(
    activation('a', { path: turn(1), outputs }),
    activation('a', { path: turn(2), status: 'running' }),
  );
  expect(branchStateOf(from, { path: turn(1) }, view)).toBe('arrived');
  expect(branchStateOf(from, { path: turn(2) }, view)).toBe('waiting');
});
