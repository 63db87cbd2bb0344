import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { OutputRef, RunEventBody } from '@codexos/protocol/run-event';
import type { Activation } from './activation.ts';
import { DEAD } from './frame.ts';

type NodeStart = Extract<RunEventBody, { type: 'node-start' }>;

/** Texts up to this length stand in the event itself, where people find them at once. */
const MAX_INLINE_LENGTH = 256;

/**
 * The event that starts the next attempt of an activation. What goes in came out of a node before, so the journal has
 * it already; long values are pointed at instead of being written again.
 */
export function nodeStartBody(activation: Activation): NodeStart {
  const { id: activationId, node, frame, input } = activation;
  const start = {
    type: 'node-start' as const,
    activationId,
    nodeId: node.id,
    path: frame.path,
    attempt: activation.attempt + 1,
  };
  let inputFrom: NonNullable<NodeStart['inputFrom']> | undefined;
  const kept: JsonObject = {};
  for (const port in input) {
    const value = input[port];
    if (value === undefined) continue;
    const from = isLong(value) ? refsOf(activation, port, value) : null;
    if (from) (inputFrom ??= {})[port] = from;
    else kept[port] = value;
  }
  return inputFrom ? { ...start, input: kept, inputFrom } : { ...start, input };
}

function isLong(value: JsonValue): boolean {
  return typeof value === 'string'
    ? value.length > MAX_INLINE_LENGTH
    : typeof value === 'object' && value !== null;
}

// Null for a value that is not what came out, because its port has turned it into text.
function refsOf(
  { arrivals, edges, node }: Activation,
  port: string,
  value: JsonValue,
): OutputRef | OutputRef[] | null {
  const isMany = node.inPorts.some(({ name, isMany: many }) => name === port && many);
  const values = isMany && Array.isArray(value) ? value : [value];
  const refs: OutputRef[] = [];
  for (let index = 0; index < arrivals.length; index++) {
    const arrival = arrivals[index];
    const edge = edges[index];
    if (arrival === undefined || arrival === DEAD || edge?.inPort !== port) continue;
    if (arrival.output.value !== values[refs.length]) return null;
    refs.push({ activationId: arrival.from, port: edge.outPort.name });
  }
  return isMany ? refs : (refs[0] ?? null);
}
