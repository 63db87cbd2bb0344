import { nameOf, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

/** Warns about nodes that add nothing to any output: they would run for nothing, or were forgotten. */
export function checkReach(nodes: readonly DraftNode[], problems: ProblemList): void {
  const isUseful = new Uint8Array(nodes.length);
  const queue = nodes.filter((node) => node.kind.runOutput !== undefined);
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (isUseful[node.index]) continue;
    isUseful[node.index] = 1;
    for (const edge of node.incoming) queue.push(edge.from);
  }
  for (const node of nodes) {
    if (isUseful[node.index]) continue;
    const isConnected = node.incoming.length + node.outgoing.length > 0;
    problems.add({
      code: 'NODE_UNREACHABLE',
      severity: 'warning',
      message: isConnected
        ? `Nothing that ${nameOf(node)} makes reaches an output.`
        : `${nameOf(node)} is not connected to anything.`,
      hint: isConnected ? 'Lead its result to an output, or remove it.' : 'Connect it, or remove it.',
      nodeId: node.source.id,
    });
  }
}
