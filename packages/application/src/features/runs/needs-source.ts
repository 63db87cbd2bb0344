import type { Flow } from '@codexos/protocol/flow';
import type { JsonValue } from '@codexos/protocol/json';

const SETTINGS = new Set(['knowledge']);

/** Whether a flow asks the reserved knowledge `source`, in a node or in an agent that a node holds. */
export function needsSource(flow: Flow): boolean {
  return flow.nodes.some((node) =>
    Object.entries(node.config).some(([name, value]) => SETTINGS.has(name) && namesSource(value)),
  );
}

function namesSource(value: JsonValue): boolean {
  return value === 'source' || (Array.isArray(value) && value.includes('source'));
}
