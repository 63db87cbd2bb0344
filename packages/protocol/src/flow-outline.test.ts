import { describe, expect, it } from 'vitest';
import { flowSchema } from './flow.ts';
import { flowOutlineSchema, outlineOf } from './flow-outline.ts';

const node = (id: string, position?: { x: number; y: number }) => ({
  id,
  kind: 'expression',
  ...(position ? { position } : {}),
});
const edge = (from: string, to: string) => ({
  id: `${from}-${to}`,
  from: { node: from, port: 'value' },
  to: { node: to, port: 'input' },
});
const flowOf = (nodes: object[], edges: object[]) => flowSchema.parse({ name: 'x', nodes, edges });

describe('the outline of a flow', () => {
  it('keeps the places that its nodes have to each other', () => {
    const nodes = [node('a', { x: -200, y: 10 }), node('b', { x: 0, y: 10 }), node('c', { x: 200, y: 110 })];
    expect(outlineOf(flowOf(nodes, [edge('a', 'b'), edge('b', 'c')]))).toEqual({
      nodes: [
        { x: 0, y: 0, kind: 'expression' },
        { x: 500, y: 0, kind: 'expression' },
        { x: 1_000, y: 1_000, kind: 'expression' },
      ],
      edges: [
        [0, 1],
        [1, 2],
      ],
    });
  });

  it('lays out nodes that nobody has laid out, also around a loop', () => {
    const flow = flowOf([node('a'), node('b'), node('c')], [edge('a', 'b'), edge('a', 'c'), edge('c', 'a')]);
    expect(outlineOf(flow).nodes.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [1_000, 0],
      [1_000, 1_000],
    ]);
  });

  it('holds for a flow without nodes and for one with very many', () => {
    expect(outlineOf(flowOf([], []))).toEqual({ nodes: [], edges: [] });
    const many = Array.from({ length: 300 }, (_, index) => node(`n${index}`, { x: index, y: 0 }));
    const joined = Array.from({ length: 299 }, (_, index) => edge(`n${index}`, `n${index + 1}`));
    expect(flowOutlineSchema.parse(outlineOf(flowOf(many, joined))).nodes).toHaveLength(60);
  });
});
