import type { CanvasNode } from './canvas-node';
import type { CanvasState } from './canvas-store';

export type Direction = 'previous' | 'next' | 'back' | 'forward' | 'first' | 'last';

/** Where the keyboard goes next: through all nodes in the order of the flow, or along the first edge. */
export function stepFrom(
  { nodes, edges, focusedId }: Pick<CanvasState, 'nodes' | 'edges' | 'focusedId'>,
  direction: Direction,
): CanvasNode | undefined {
  const index = nodes.findIndex(({ id }) => id === focusedId);
  const find = (id: string | undefined) => nodes.find((node) => node.id === id);
  switch (direction) {
    case 'first':
      return nodes[0];
    case 'last':
      return nodes.at(-1);
    case 'next':
      return nodes[Math.min(index + 1, nodes.length - 1)];
    case 'previous':
      return nodes[Math.max(index - 1, 0)];
    case 'forward':
      return find(edges.find(({ source }) => source === focusedId)?.target);
    case 'back':
      return find(edges.find(({ target }) => target === focusedId)?.source);
  }
}
