import type { Flow } from '@codexos/protocol/flow';
import { sha256 } from '@codexos/utils/hash';

/** Names what a flow does: equal for flows that differ only in where their nodes lie on the canvas. */
export function hashFlow(flow: Flow): string {
  return sha256(
    canonicalJson({ ...flow, nodes: flow.nodes.map(({ position: _position, ...node }) => node) }),
  );
}

/** JSON with sorted names. Every run of a draft needs it, so it is built in one pass. */
function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as Record<string, unknown>;
  let fields = '';
  for (const name of sortedNames(record)) {
    const inner = record[name];
    if (inner === undefined) continue;
    fields += `${fields === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(inner)}`;
  }
  return `{${fields}}`;
}

// Most records are small and already in order.
function sortedNames(record: Record<string, unknown>): string[] {
  const names = Object.keys(record);
  for (let index = 1; index < names.length; index++) {
    if ((names[index - 1] ?? '') > (names[index] ?? '')) return names.sort();
  }
  return names;
}
