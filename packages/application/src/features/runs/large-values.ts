/** Long values on their way out: an event carries a stand-in, and the whole is asked for by its hash. */
import { createHash } from 'node:crypto';
import type { JsonValue } from '@codexos/protocol/json';
import {
  isLargeValue,
  LARGE_VALUE_LENGTH,
  valuesOf,
  withValueAt,
  type LargeValue,
} from '@codexos/protocol/large-value';
import type { RunId } from '@codexos/protocol/ids';
import type { RunEvent } from '@codexos/protocol/run-event';

const PREVIEW_LENGTH = 1_000;

/** SHA-256 of the JSON text of a value, as hex. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The JSON text of a value that is too long for an event; undefined for others, at little cost. */
export function largeTextOf(value: JsonValue): string | undefined {
  if (remaining(value, LARGE_VALUE_LENGTH) >= 0) return undefined;
  const text = JSON.stringify(value);
  return text.length > LARGE_VALUE_LENGTH ? text : undefined;
}

/** The event with stand-ins for its long values; the same event when it has none. */
export function withoutLargeValues(event: RunEvent): RunEvent {
  let short = event;
  for (const { place, value } of valuesOf(event)) {
    const text = largeTextOf(value);
    if (text !== undefined) short = withValueAt(short, place, standIn(event.runId, value, text));
  }
  return short;
}

/** Whether an event has come from elsewhere without its long values. */
export function lacksLargeValues(event: RunEvent): boolean {
  return valuesOf(event).some(({ value }) => isLargeValue(value));
}

function standIn(runId: RunId, value: JsonValue, text: string): LargeValue {
  const isText = typeof value === 'string';
  const whole = isText ? value : text;
  // A character of two code units is not cut in half.
  const preview = whole.slice(0, PREVIEW_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
  return { $large: { runId, hash: hashOfText(text), length: text.length, isText, preview } };
}

/** What is left of a length after the JSON of a value, without its escapes, and only until it is used up. */
function remaining(value: JsonValue, length: number): number {
  if (typeof value === 'string') return length - value.length - 2;
  if (typeof value !== 'object' || value === null) return length - String(value).length;
  let left = length - 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      left = remaining(item, left - 1);
      if (left < 0) return left;
    }
    return left;
  }
  for (const key in value) {
    left = remaining(value[key] ?? null, left - key.length - 3);
    if (left < 0) return left;
  }
  return left;
}
