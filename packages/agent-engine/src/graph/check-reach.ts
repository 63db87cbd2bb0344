import { nameOf, type DraftEdge, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

interface CheckReachOptions {
  drafts: ReadonlyMap<string, DraftNode>;
  edges: readonly DraftEdge[];
  problems: ProblemList;
}

/** Warns about nodes that add nothing to any output: they would run for nothing, or were forgotten. */
export function checkReach({ drafts, edges, problems }: CheckReachOptions): void {
  const incoming = new Map<DraftNode, DraftNode[]>();
  const connected = new Set<DraftNode>();
  for (const { from, to } of edges) {
    connected.add(from).add(to);
    const sources = incoming.get(to);
    if (sources) sources.push(from);
    else incoming.set(to, [from]);
  }
  const useful = new Set<DraftNode>();
  const queue = [...drafts.values()].filter((draft) => draft.kind.runOutput !== undefined);
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (useful.has(node)) continue;
    useful.add(node);
    queue.push(...(incoming.get(node) ?? []));
  }
  for (const draft of drafts.values()) {
    if (useful.has(draft)) continue;
    const isConnected = connected.has(draft);
    problems.add({
      code: 'NODE_UNREACHABLE',
      severity: 'warning',
      message: isConnected
        ? `Nothing that ${nameOf(draft)} makes reaches an output.`
        : `${nameOf(draft)} is not connected to anything.`,
      hint: isConnected ? 'Lead its result to an output, or remove it.' : 'Connect it, or remove it.',
      nodeId: draft.source.id,
    });
  }
}
