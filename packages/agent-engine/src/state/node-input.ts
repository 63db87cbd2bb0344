import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { PortType } from '@codexos/protocol/port-type';
import type { GraphNode } from '../graph/graph.ts';
import { DEAD, type Slot } from './frame.ts';

/**
 * What has arrived at a node, by in-port. The values of a port with many edges stand in the order of the edges, not
 * of their arrival, so that the order in which nodes finish changes nothing.
 */
export function collectNodeInput(node: GraphNode, slot: Slot): JsonObject {
  const input: JsonObject = {};
  for (const { name, type, isMany, positions } of node.inPorts) {
    let values: JsonValue[] | undefined;
    for (const position of positions) {
      const arrival = slot.arrivals[position];
      if (arrival === undefined || arrival === DEAD) continue;
      const value = toPortType(arrival.output.value, type);
      if (!isMany) {
        input[name] = value;
        break;
      }
      values ??= [];
      values.push(value);
    }
    if (values) input[name] = values;
  }
  return input;
}

/** Whether every required in-port has a value. */
export function hasRequiredInput(node: GraphNode, slot: Slot): boolean {
  for (const { isRequired, positions } of node.inPorts) {
    if (isRequired && !positions.some((position) => isLive(slot, position))) return false;
  }
  return true;
}

function isLive(slot: Slot, position: number): boolean {
  const arrival = slot.arrivals[position];
  return arrival !== undefined && arrival !== DEAD;
}

/** A value from a port for anything, as a port for text gives it to its node. */
export function toPortType(value: JsonValue, type: PortType): JsonValue {
  if (type !== 'text' || typeof value === 'string') return value;
  return value === null ? '' : JSON.stringify(value);
}
