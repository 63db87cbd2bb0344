import { flowSchema } from '@codexos/protocol/flow';
import { expect, it } from 'vitest';
import { pictureOfFlow } from './picture-of-flow';

it('shows each node and each edge that leads from one to another', () => {
  const flow = flowSchema.parse({
    name: 'F',
    nodes: [
      { id: 'a', kind: 'input', label: 'Start', position: { x: -100, y: 0 } },
      { id: 'b', kind: 'output', position: { x: 300, y: 80 } },
    ],
    edges: [
      { id: 'e', from: { node: 'a', port: 'value' }, to: { node: 'b', port: 'value' } },
      { id: 'gone', from: { node: 'a', port: 'value' }, to: { node: 'c', port: 'value' } },
    ],
  });
  const { boxes, lines, viewBox } = pictureOfFlow(flow);
  expect(boxes.map(({ label }) => label)).toEqual(['Start', 'b']);
  expect(lines.map(({ id }) => id)).toEqual(['e']);
  expect(viewBox).toBe('-124 -24 648 184');
});

it('has a picture for a flow without nodes', () => {
  expect(pictureOfFlow({ nodes: [], edges: [] })).toEqual({
    boxes: [],
    lines: [],
    viewBox: '-24 -24 248 104',
  });
});
