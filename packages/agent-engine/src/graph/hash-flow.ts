import type { Flow } from '@codexos/protocol/flow';
import { sha256 } from '@codexos/utils/hash';

/** Names what a flow does: equal for flows that differ only in name, description or where their nodes lie. */
export function hashFlow({ nodes, edges, settings, schemaVersion }: Flow): string {
  // Only configs and settings can have their names in any order; the rest has one shape.
  let text = `${schemaVersion}${canonicalJson(settings)}`;
  for (const { id, kind, label, config, retry, timeoutMs, onFailure, pin } of nodes) {
    text +=
      JSON.stringify([id, kind, label, retry?.maxAttempts, retry?.backoffMs, timeoutMs]) +
      canonicalJson(config);
    if (onFailure) text += canonicalJson(onFailure);
    if (pin) text += canonicalJson(pin.outputs);
  }
  for (const { from, to } of edges) text += JSON.stringify([from.node, from.port, to.node, to.port]);
  return sha256(text);
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
