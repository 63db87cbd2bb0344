import type { JsonValue } from '@codexos/protocol/json';

/** A value as lines: text as it is, the rest as JSON with sorted names, so that equal values are equal lines. */
export function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(sorted(value), null, 2);
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
