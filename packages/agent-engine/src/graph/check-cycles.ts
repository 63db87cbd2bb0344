import { findCycles } from './find-cycles.ts';
import { isBackEdge, nameOf, type DraftEdge, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

interface CheckCyclesOptions {
  drafts: ReadonlyMap<string, DraftNode>;
  edges: readonly DraftEdge[];
  problems: ProblemList;
}

/** A cycle is fine only where a loop node closes and bounds it; any other is a problem on each of its nodes. */
export function checkCycles({ drafts, edges, problems }: CheckCyclesOptions): void {
  const nodes = [...drafts.values()];
  const indexes = new Map(nodes.map((node, index) => [node, index]));
  const targets = nodes.map((): number[] => []);
  for (const edge of edges) {
    if (isBackEdge(edge)) continue;
    const from = indexes.get(edge.from);
    const to = indexes.get(edge.to);
    if (from !== undefined && to !== undefined) targets[from]?.push(to);
  }
  const cycles = findCycles(nodes.length, (node) => targets[node] ?? []);
  for (const cycle of cycles) {
    const members = cycle.flatMap((index) => nodes[index] ?? []);
    const names = members.map(nameOf).join(', ');
    for (const member of members) {
      problems.add({
        code: 'CYCLE_UNBOUNDED',
        message:
          members.length === 1
            ? `${names} feeds itself without a bound.`
            : `These nodes feed each other without a bound: ${names}.`,
        hint: 'Close the cycle with a Loop node: it repeats what hangs between its “body” and “back” ports.',
        nodeId: member.source.id,
      });
    }
  }
}
