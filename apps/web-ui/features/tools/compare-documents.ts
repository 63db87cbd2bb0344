import type { JsonObject } from '@codexos/protocol/json';
import type { FlowChange } from '@/features/versions/compare-flows';

/** Chosen in each workspace, so that a difference in them says nothing. */
const OWN = new Set(['name', 'label']);

/** What the second document has that the first has not, in short sentences. */
export function compareDocuments(before: JsonObject, after: JsonObject): FlowChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => !OWN.has(name))
    .flatMap((name) => changesOf(name, before[name], after[name]));
}

function changesOf(name: string, before: unknown, after: unknown): FlowChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (name === 'request' && isObject(before) && isObject(after)) {
    const parts = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return parts.flatMap((part) => changesOf(part, before[part], after[part]));
  }
  const texts = [before, after].map((value) => (isShort(value) ? String(value) : undefined));
  const [from, to] = texts;
  return [
    { type: 'changed', text: from === undefined || to === undefined ? name : `${name}: ${from} → ${to}` },
  ];
}

function isShort(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.length <= 80);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
