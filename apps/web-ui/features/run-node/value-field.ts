/** Values of ports as people type them: text where it is text, JSON where it is anything else. */
import type { PortDescriptor } from '@codexos/protocol/catalogue';
import { jsonSchema, type JsonValue } from '@codexos/protocol/json';

export type TypedValue =
  | { isGiven: false }
  | { isGiven: true; value: JsonValue; as: 'text' | 'JSON' }
  | { isGiven: false; problem: string };

/** What stands in the field for a value. Reading it again gives the same value. */
export function fieldText(value: JsonValue | undefined, port: Pick<PortDescriptor, 'type' | 'many'>): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  if (isText(port)) return value;
  return isPlain(port) && value !== '' && parse(value) === undefined ? value : JSON.stringify(value);
}

/** The value that a text stands for; nothing when the field is empty. */
export function readField(text: string, port: Pick<PortDescriptor, 'type' | 'many'>): TypedValue {
  if (text.trim() === '') return { isGiven: false };
  if (isText(port)) return { isGiven: true, value: text, as: 'text' };
  const value = parse(text);
  if (value !== undefined) return { isGiven: true, value, as: 'JSON' };
  if (isPlain(port)) return { isGiven: true, value: text, as: 'text' };
  return { isGiven: false, problem: 'This is no JSON yet. Texts stand in double quotes.' };
}

const isText = ({ type, many }: Pick<PortDescriptor, 'type' | 'many'>): boolean => type === 'text' && !many;
const isPlain = ({ type, many }: Pick<PortDescriptor, 'type' | 'many'>): boolean => type === 'any' && !many;

function parse(text: string): JsonValue | undefined {
  try {
    return jsonSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
