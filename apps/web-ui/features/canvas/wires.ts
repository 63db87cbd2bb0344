/** From what React Flow says of a wire to the ends of an edge. */
import type { Connection, Edge, FinalConnectionState } from '@xyflow/react';
import type { Ends } from './model/connection-rule';
import type { LooseWire } from './model/editor';

export function toEnds({ source, sourceHandle, target, targetHandle }: Connection | Edge): Ends | undefined {
  if (!sourceHandle || !targetHandle) return undefined;
  return { from: { node: source, port: sourceHandle }, to: { node: target, port: targetHandle } };
}

export function looseWire({ fromHandle }: FinalConnectionState): LooseWire | undefined {
  if (!fromHandle?.id) return undefined;
  return { side: fromHandle.type === 'source' ? 'out' : 'in', node: fromHandle.nodeId, port: fromHandle.id };
}

export function endsOf(wire: LooseWire, node: string, port: string): Ends {
  const own = { node: wire.node, port: wire.port };
  return wire.side === 'out' ? { from: own, to: { node, port } } : { from: { node, port }, to: own };
}
