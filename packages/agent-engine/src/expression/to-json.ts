import { Optional } from '@marcbachmann/cel-js';
import type { JsonValue } from '@codexos/protocol/json';
import { currentBudget } from './budget.ts';

/** A CEL value as JSON: integers become numbers, times text, bytes base64, an empty optional null. */
export function toJson(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return Number(value);
    case 'object':
      return objectToJson(value);
    default:
      return String(value);
  }
}

function objectToJson(value: object): JsonValue {
  currentBudget().spendOnOutput();
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Optional) return value.hasValue() ? toJson(value.value()) : null;
  const entries: Iterable<[unknown, unknown]> = value instanceof Map ? value : Object.entries(value);
  if (isPlain(value) || value instanceof Map) {
    return Object.fromEntries([...entries].map(([key, inner]) => [String(key), toJson(inner)]));
  }
  return String(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
