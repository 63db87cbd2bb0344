/** A flow as a small picture: where its nodes are and what joins them, without anything that they do. */
import { z } from 'zod';
import type { Flow } from './flow.ts';

const MAX_NODES = 60;
const MAX_EDGES = 120;

export const flowOutlineSchema = z.object({
  /** Middle of each node, 0 to 1,000 from left to right and from top to bottom, and its kind. */
  nodes: z
    .array(z.object({ x: z.int().min(0).max(1_000), y: z.int().min(0).max(1_000), kind: z.string().max(64) }))
    .max(MAX_NODES),
  /** Indexes of nodes. */
  edges: z.array(z.tuple([z.int().min(0), z.int().min(0)])).max(MAX_EDGES),
});
export type FlowOutline = z.infer<typeof flowOutlineSchema>;

/** Of a large flow only the first nodes. */
export function outlineOf({ nodes, edges }: Pick<Flow, 'nodes' | 'edges'>): FlowOutline {
  const drawn = nodes.slice(0, MAX_NODES);
  const indexes = new Map(drawn.map(({ id }, index) => [id, index]));
  const joined = edges.flatMap(({ from, to }): [number, number][] => {
    const [start, end] = [indexes.get(from.node), indexes.get(to.node)];
    return start === undefined || end === undefined ? [] : [[start, end]];
  });
  const places = isPlaced(drawn) ? drawn.map(({ position }) => position) : inRanks(drawn.length, joined);
  const x = scaleOf(places.map((place) => place.x));
  const y = scaleOf(places.map((place) => place.y));
  return {
    nodes: drawn.map(({ kind }, index) => ({
      x: x(places[index]?.x ?? 0),
      y: y(places[index]?.y ?? 0),
      kind,
    })),
    edges: joined.slice(0, MAX_EDGES),
  };
}

interface Place {
  x: number;
  y: number;
}

/** Whether somebody has laid the nodes out. */
function isPlaced(nodes: readonly { position: Place }[]): boolean {
  return new Set(nodes.map(({ position }) => `${position.x},${position.y}`)).size > 1;
}

/** One column after another along the edges; a way back is not followed. */
function inRanks(count: number, edges: readonly [number, number][]): Place[] {
  const ranks = Array.from({ length: count }, () => 0);
  for (let round = 0; round < count; round++) {
    let isStable = true;
    for (const [from, to] of edges) {
      const rank = (ranks[from] ?? 0) + 1;
      if (from >= to || (ranks[to] ?? 0) >= rank) continue;
      ranks[to] = rank;
      isStable = false;
    }
    if (isStable) break;
  }
  const filled = new Map<number, number>();
  return ranks.map((rank) => {
    const row = filled.get(rank) ?? 0;
    filled.set(rank, row + 1);
    return { x: rank, y: row };
  });
}

function scaleOf(values: readonly number[]): (value: number) => number {
  const least = Math.min(...values);
  const span = Math.max(...values) - least;
  return (value) => (span === 0 ? 500 : Math.round(((value - least) / span) * 1_000));
}
