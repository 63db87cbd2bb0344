import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import type { Flow, FlowNode } from '@codexos/protocol/flow';
import { refusalOf, type Ends } from './connection-rule';
import { descriptorOf } from './descriptor-of';

export type PortSide = 'in' | 'out';

export interface PortOfNode {
  node: string;
  port: string;
  side: PortSide;
}

type Kinds = ReadonlyMap<string, NodeDescriptor>;

/** Edges at a port, each with the name of its other end. */
export function connectionsOf(
  { nodes, edges }: Pick<Flow, 'nodes' | 'edges'>,
  kinds: Kinds,
  { node, port, side }: PortOfNode,
): { edgeId: string; label: string }[] {
  return edges.flatMap(({ id, from, to }) => {
    const [own, other] = side === 'in' ? [to, from] : [from, to];
    if (own.node !== node || own.port !== port) return [];
    const found = nodes.find((candidate) => candidate.id === other.node);
    return [
      {
        edgeId: id,
        label: found ? nameOfPort(found, kinds, { side: opposite(side), port: other.port }) : other.node,
      },
    ];
  });
}

/** Every end that an edge from the port may lead to, in the order in which the nodes stand. */
export function fittingEnds(
  flow: Pick<Flow, 'nodes' | 'edges'>,
  kinds: Kinds,
  { node, port, side }: PortOfNode,
): { label: string; ends: Ends }[] {
  const own = { node, port };
  return flow.nodes.flatMap((candidate) =>
    (descriptorOf(candidate, kinds)?.ports[opposite(side)] ?? []).flatMap(({ name }) => {
      const other = { node: candidate.id as string, port: name };
      const ends = side === 'in' ? { from: other, to: own } : { from: own, to: other };
      if (refusalOf(ends, flow, kinds) !== undefined) return [];
      return [{ label: nameOfPort(candidate, kinds, { side: opposite(side), port: name }), ends }];
    }),
  );
}

function nameOfPort(node: FlowNode, kinds: Kinds, { side, port }: { side: PortSide; port: string }): string {
  const descriptor = descriptorOf(node, kinds);
  const label = descriptor?.ports[side].find(({ name }) => name === port)?.label ?? port;
  return `${node.label ?? descriptor?.label ?? node.id} · ${label}`;
}

function opposite(side: PortSide): PortSide {
  return side === 'in' ? 'out' : 'in';
}
