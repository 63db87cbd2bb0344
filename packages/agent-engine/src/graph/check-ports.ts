import { isBackEdge, nameOf, type DraftEdge, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

interface CheckPortsOptions {
  drafts: ReadonlyMap<string, DraftNode>;
  edges: readonly DraftEdge[];
  /** In-ports that an edge of the flow names, also an edge that is itself a problem. */
  namedPorts: ReadonlySet<string>;
  problems: ProblemList;
}

/** Every required in-port has an edge, and a port for one value has no more than one. */
export function checkPorts({ drafts, edges, namedPorts, problems }: CheckPortsOptions): void {
  const edgesByPort = new Map<string, DraftEdge[]>();
  for (const edge of edges) {
    const key = portKey(edge.source.to.node, edge.source.to.port);
    const list = edgesByPort.get(key);
    if (list) list.push(edge);
    else edgesByPort.set(key, [edge]);
  }
  for (const draft of drafts.values()) {
    for (const [name, port] of Object.entries(draft.kind.ports.in)) {
      const key = portKey(draft.source.id, name);
      const portEdges = edgesByPort.get(key) ?? [];
      const isBack = draft.kind.loop?.back === name;
      if (portEdges.length === 0 && port.required && !isBack && !namedPorts.has(key)) {
        problems.add({
          code: 'INPUT_MISSING',
          message: `${nameOf(draft)} needs a value on “${port.label}”, but no edge leads there.`,
          hint: `Connect a node to its in-port “${name}”.`,
          nodeId: draft.source.id,
          port: name,
        });
      }
      if (portEdges.length > 1 && !port.many) addTooManyEdges(draft, name, portEdges, problems);
    }
  }
}

export function portKey(nodeId: string, port: string): string {
  return `${nodeId}\n${port}`;
}

function addTooManyEdges(
  draft: DraftNode,
  port: string,
  edges: readonly DraftEdge[],
  problems: ProblemList,
): void {
  const isBack = edges.some(isBackEdge);
  problems.add({
    code: 'PORT_TAKES_ONE_EDGE',
    message: `${edges.length} edges lead to “${port}” of ${nameOf(draft)}, which takes one value.`,
    hint: isBack
      ? 'Put a Merge node before it, with the rule that the first value is enough.'
      : 'Put a Merge node before it.',
    nodeId: draft.source.id,
    port,
    ...(edges[1] ? { edgeId: edges[1].source.id } : {}),
  });
}
