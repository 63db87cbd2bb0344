/**
 * Long values of a run. Stores keep each once by the hash of its JSON text; on the way to people an event carries a
 * stand-in with the beginning, and the whole is asked for by its hash.
 */
import { z } from 'zod';
import { runIdSchema } from './ids.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { RunEvent, RunEventBody } from './run-event.ts';

/** Values whose JSON text is longer than this, in UTF-16 code units, do not travel in events. */
export const LARGE_VALUE_LENGTH = 16_384;

/** SHA-256 of the JSON text of a value, as hex. */
export const valueHashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** Stands for a long value in an event. */
export const largeValueSchema = z
  .strictObject({
    $large: z.strictObject({
      runId: runIdSchema,
      hash: valueHashSchema,
      /** Length of its JSON text in UTF-16 code units. */
      length: z.int(),
      isText: z.boolean(),
      /** How a text begins, or the JSON of another value. */
      preview: z.string(),
    }),
  })
  .meta({ id: 'LargeValue' });
export type LargeValue = z.infer<typeof largeValueSchema>;

export function isLargeValue(value: JsonValue): value is LargeValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    '$large' in value &&
    largeValueSchema.safeParse(value).success
  );
}

/** Where in the body of an event a value lies: names of members and indexes of lists. */
export type ValuePlace = readonly (string | number)[];

interface PlacedValue {
  place: ValuePlace;
  value: JsonValue;
}

/** The values of nodes, tools and people that an event carries; everything else in it is short by its nature. */
export function valuesOf(event: RunEvent | RunEventBody): PlacedValue[] {
  switch (event.type) {
    case 'run-start':
    case 'node-start':
    case 'tool-call':
      return members('input', event.input);
    case 'run-end':
      return members('outputs', event.outputs);
    case 'node-end':
      return event.outputs.map(({ value }, index) => ({ place: ['outputs', index, 'value'], value }));
    case 'node-pause':
      return event.question === undefined ? [] : [{ place: ['question'], value: event.question }];
    case 'node-answer':
      return [{ place: ['answer'], value: event.answer }];
    case 'tool-result':
      return event.output === undefined ? [] : [{ place: ['output'], value: event.output }];
    case 'child-run-end':
      return [{ place: ['output'], value: event.output }];
    default:
      return [];
  }
}

/** A copy with another value at a place; what lies beside the way there is shared. */
export function withValueAt<TEvent extends RunEvent | RunEventBody>(
  event: TEvent,
  place: ValuePlace,
  value: JsonValue,
): TEvent {
  return replaceAt(event as unknown as JsonObject, place, value) as unknown as TEvent;
}

function members(name: string, values: JsonObject): PlacedValue[] {
  return Object.entries(values).map(([key, value]) => ({ place: [name, key], value }));
}

function replaceAt(holder: JsonObject | JsonValue[], place: ValuePlace, value: JsonValue): JsonValue {
  const [key, ...rest] = place;
  if (key === undefined) return value;
  const inner = (holder as Record<string | number, JsonValue>)[key];
  const next = rest.length === 0 ? value : replaceAt(inner as JsonObject | JsonValue[], rest, value);
  return Array.isArray(holder)
    ? holder.map((item, index) => (index === key ? next : item))
    : { ...holder, [key]: next };
}
