import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { PortType } from '@codexos/protocol/port-type';
import type { GraphNode } from '../graph/graph.ts';
import type { ActivationSource } from './activation.ts';
import { DEAD, type Slot } from './frame.ts';

export interface NodeInput {
  input: JsonObject;
  sources: Map<string, ActivationSource[]>;
}

/**
 * What has arrived at a node, by in-port. The values of a port with many edges stand in the order of the edges, not
 * of their arrival, so that the order in which nodes finish changes nothing.
 */
export function collectNodeInput(node: GraphNode, slot: Slot): NodeInput {
  const input: JsonObject = {};
  const sources: NodeInput['sources'] = new Map();
  for (const port of node.inPorts) {
    if (port.positions.length === 0) continue;
    const values: JsonValue[] = [];
    const portSources: ActivationSource[] = [];
    for (const position of port.positions) {
      const arrival = slot.arrivals[position];
      const edge = node.inEdges[position];
      if (arrival === undefined || arrival === DEAD || !edge) continue;
      values.push(toPortType(arrival.value, port.type));
      portSources.push({ nodeId: edge.from.id, port: edge.outPort.name, citations: arrival.citations ?? [] });
    }
    const first = values[0];
    if (first === undefined) continue;
    input[port.name] = port.isMany ? values : first;
    sources.set(port.name, portSources);
  }
  return { input, sources };
}

/** Whether every required in-port has a value. */
export function hasRequiredInput(node: GraphNode, slot: Slot): boolean {
  return node.inPorts.every(
    (port) =>
      !port.isRequired ||
      port.positions.some((position) => {
        const arrival = slot.arrivals[position];
        return arrival !== undefined && arrival !== DEAD;
      }),
  );
}

/** A value from a port for anything, as a port for text gives it to its node. */
export function toPortType(value: JsonValue, type: PortType): JsonValue {
  if (type !== 'text' || typeof value === 'string') return value;
  return value === null ? '' : JSON.stringify(value);
}
