import type { FlowEdge } from '@codexos/protocol/flow';
import { isBackEdge, nameOf, type DraftEdge, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

interface CheckPortsOptions {
  nodes: readonly DraftNode[];
  /** All edges of the flow: one that is itself a problem still shows that a port was thought of. */
  flowEdges: readonly FlowEdge[];
  problems: ProblemList;
}

/** Every required in-port has an edge, and a port for one value has no more than one. */
export function checkPorts({ nodes, flowEdges, problems }: CheckPortsOptions): void {
  for (const node of nodes) {
    const { in: inPorts } = node.ports;
    for (const name in inPorts) {
      const port = inPorts[name];
      if (!port || (port.many && !port.required)) continue;
      const count = countEdges(node, name);
      if (count === 0 && port.required && node.kind.loop?.back !== name) {
        const isNamed = flowEdges.some(({ to }) => to.node === node.source.id && to.port === name);
        if (!isNamed) addMissing(node, { name, label: port.label, problems });
      }
      if (count > 1 && !port.many) addTooMany(node, { name, problems });
    }
  }
}

function countEdges({ incoming }: DraftNode, port: string): number {
  let count = 0;
  for (const edge of incoming) if (edge.source.to.port === port) count += 1;
  return count;
}

function addMissing(
  node: DraftNode,
  { name, label, problems }: { name: string; label: string; problems: ProblemList },
): void {
  problems.add({
    code: 'INPUT_MISSING',
    message: `${nameOf(node)} needs a value on “${label}”, but no edge leads there.`,
    hint: `Connect a node to its in-port “${name}”.`,
    nodeId: node.source.id,
    port: name,
  });
}

function addTooMany(node: DraftNode, { name, problems }: { name: string; problems: ProblemList }): void {
  const edges: DraftEdge[] = node.incoming.filter((edge) => edge.source.to.port === name);
  problems.add({
    code: 'PORT_TAKES_ONE_EDGE',
    message: `${edges.length} edges lead to “${name}” of ${nameOf(node)}, which takes one value.`,
    hint: edges.some(isBackEdge)
      ? 'Put a Merge node before it, with the rule that the first value is enough.'
      : 'Put a Merge node before it.',
    nodeId: node.source.id,
    port: name,
    ...(edges[1] ? { edgeId: edges[1].source.id } : {}),
  });
}
