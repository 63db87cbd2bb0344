import type { NodeDescriptor, PortDescriptor } from '@codexos/protocol/catalogue';
import type { Flow, FlowEdge } from '@codexos/protocol/flow';
import { isPortTypeCompatible } from '@codexos/protocol/port-type';
import { descriptorOf } from './descriptor-of';

export interface Ends {
  from: { node: string; port: string };
  to: { node: string; port: string };
}

/** Why an edge may not be drawn; undefined when it may. */
export function refusalOf(
  { from, to }: Ends,
  flow: Pick<Flow, 'nodes' | 'edges'>,
  kinds: ReadonlyMap<string, NodeDescriptor>,
): string | undefined {
  if (from.node === to.node) return 'A node cannot feed itself. Use a loop node to repeat something.';
  const outPort = portOf(flow, kinds, from, 'out');
  const inPort = portOf(flow, kinds, to, 'in');
  if (!outPort || !inPort) return 'An edge leads from an output to an input.';
  if (!isPortTypeCompatible(outPort.type, inPort.type)) {
    return `“${outPort.label}” gives ${outPort.type} and “${inPort.label}” takes ${inPort.type}. Put an expression or a prompt in between.`;
  }
  const into = flow.edges.filter((edge) => edge.to.node === to.node && edge.to.port === to.port);
  if (into.some((edge) => isEnd(edge.from, from))) return 'This edge is already there.';
  if (!inPort.many && into.length > 0) {
    return `“${inPort.label}” takes one edge and has one. Remove it first, or add a merge node.`;
  }
  return undefined;
}

/** The first port of a kind that a wire dragged from `type` could end at. */
export function firstFittingPort(
  descriptor: NodeDescriptor,
  wire: { side: 'out' | 'in'; port: PortDescriptor },
): PortDescriptor | undefined {
  const ports = wire.side === 'out' ? descriptor.ports.in : descriptor.ports.out;
  return ports.find((port) =>
    wire.side === 'out'
      ? isPortTypeCompatible(wire.port.type, port.type)
      : isPortTypeCompatible(port.type, wire.port.type),
  );
}

export function portOf(
  flow: Pick<Flow, 'nodes'>,
  kinds: ReadonlyMap<string, NodeDescriptor>,
  end: { node: string; port: string },
  side: 'in' | 'out',
): PortDescriptor | undefined {
  const node = flow.nodes.find(({ id }) => id === end.node);
  return node && descriptorOf(node, kinds)?.ports[side].find(({ name }) => name === end.port);
}

function isEnd(end: FlowEdge['from'], other: { node: string; port: string }): boolean {
  return end.node === other.node && end.port === other.port;
}
