import type { JsonValue } from '@codexos/protocol/json';
import type { RunEvent } from '@codexos/protocol/run-event';

export interface EditableOutput {
  key: string;
  activationId: string;
  nodeId: string;
  port: string;
  value: JsonValue;
}

/** What the node that finished last has brought, as long as nothing has taken it up. */
export function editableOutputs(events: readonly RunEvent[]): EditableOutput[] {
  const index = events.findLastIndex(({ type }) => type === 'node-end');
  const end = events[index];
  if (end?.type !== 'node-end') return [];
  const isUsed = events.slice(index + 1).some(({ type }) => type === 'node-start' || type === 'run-end');
  if (isUsed) return [];
  return end.outputs.map(({ port, value }) => ({
    key: `${end.activationId}.${port}`,
    activationId: end.activationId,
    nodeId: end.nodeId,
    port,
    value,
  }));
}
