import { findCycles } from './find-cycles.ts';
import { isBackEdge, nameOf, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

/** A cycle is fine only where a loop node closes and bounds it; any other is a problem on each of its nodes. */
export function checkCycles(nodes: readonly DraftNode[], problems: ProblemList): void {
  if (isSorted(nodes)) return;
  const targets = nodes.map(({ outgoing }) =>
    outgoing.filter((edge) => !isBackEdge(edge)).map((edge) => edge.to.index),
  );
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

/** Whether every edge leads from an earlier node to a later one, as in most flows: then there is no cycle. */
function isSorted(nodes: readonly DraftNode[]): boolean {
  return nodes.every(({ index, outgoing }) =>
    outgoing.every((edge) => edge.to.index > index || isBackEdge(edge)),
  );
}
