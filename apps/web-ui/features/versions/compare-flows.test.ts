import { flowSchema } from '@codexos/protocol/flow';
import { expect, it } from 'vitest';
import { compareFlows } from './compare-flows';

const flow = (nodes: object[], edges: object[] = []) => flowSchema.parse({ name: 'F', nodes, edges });

it('finds nothing between equal flows, wherever their nodes stand', () => {
  const version = flow([{ id: 'a', kind: 'input', position: { x: 0, y: 0 } }]);
  expect(compareFlows(version, flow([{ id: 'a', kind: 'input', position: { x: 9, y: 9 } }]))).toEqual([]);
});

it('names added, removed and changed nodes and counts edges', () => {
  const version = flow([
    { id: 'a', kind: 'input' },
    { id: 'b', kind: 'model', config: { prompt: 'x' } },
  ]);
  const draft = flow(
    [
      { id: 'b', kind: 'model', label: 'Writer', config: { prompt: 'y' } },
      { id: 'c', kind: 'output' },
    ],
    [{ id: 'e', from: { node: 'b', port: 'text' }, to: { node: 'c', port: 'value' } }],
  );
  expect(compareFlows(version, draft)).toEqual([
    { type: 'changed', text: 'Writer: name, prompt' },
    { type: 'added', text: 'c' },
    { type: 'removed', text: 'a' },
    { type: 'added', text: '1 edge' },
  ]);
});
