/** Reads the JSON Schema of a config into the fields of a form. */
import type { JsonObject, JsonValue } from '@codexos/protocol/json';

type FieldControl =
  | 'text'
  | 'textarea'
  | 'template'
  | 'expression'
  | 'number'
  | 'switch'
  | 'select'
  | 'model'
  | 'tool'
  | 'agent'
  | 'flow'
  | 'knowledge'
  | 'tools'
  | 'fields'
  | 'form-fields'
  | 'cases'
  | 'json'
  | 'code';

export interface Field {
  name: string;
  label: string;
  help: string | undefined;
  placeholder: string | undefined;
  control: FieldControl;
  /** The values to choose from, for a select. */
  options: readonly JsonValue[];
  defaultValue: JsonValue | undefined;
  isRequired: boolean;
  minimum: number | undefined;
  maximum: number | undefined;
  maxLength: number | undefined;
}

const CONTROLS: readonly string[] = [
  'text',
  'textarea',
  'template',
  'expression',
  'number',
  'switch',
  'select',
  'model',
  'tool',
  'agent',
  'flow',
  'knowledge',
  'tools',
  'fields',
  'form-fields',
  'cases',
  'json',
  'code',
] satisfies FieldControl[];

const cache = new WeakMap<JsonObject, Field[]>();

export function readFieldSchema(configSchema: JsonObject): Field[] {
  const known = cache.get(configSchema);
  if (known) return known;
  const properties = asObject(configSchema.properties);
  const required = Array.isArray(configSchema.required) ? configSchema.required : [];
  const fields = Object.entries(properties).map(([name, property]) =>
    toField(name, asObject(property), required.includes(name)),
  );
  cache.set(configSchema, fields);
  return fields;
}

function toField(name: string, property: JsonObject, isRequired: boolean): Field {
  const options = optionsOf(property);
  return {
    name,
    label: asText(property.label) ?? asText(property.title) ?? humanise(name),
    help: asText(property.help) ?? asText(property.description),
    placeholder: asText(property.placeholder),
    control: controlOf(property, options),
    options,
    defaultValue: property.default,
    isRequired: isRequired && property.default === undefined,
    minimum: asNumber(property.minimum),
    maximum: asNumber(property.maximum),
    maxLength: asNumber(property.maxLength),
  };
}

function controlOf(property: JsonObject, options: readonly JsonValue[]): FieldControl {
  const named = asText(property.control);
  if (named !== undefined && CONTROLS.includes(named)) return named as FieldControl;
  if (options.length > 0) return 'select';
  if (property.type === 'boolean') return 'switch';
  if (property.type === 'number' || property.type === 'integer') return 'number';
  return property.type === 'string' ? 'text' : 'json';
}

function optionsOf(property: JsonObject): readonly JsonValue[] {
  if (Array.isArray(property.enum)) return property.enum;
  if (!Array.isArray(property.anyOf)) return [];
  const constants = property.anyOf.map((option) => asObject(option).const);
  return constants.every((value): value is JsonValue => value !== undefined) ? constants : [];
}

function humanise(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function asText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** zod writes the safe integer limits for a plain integer; those are no limits for people. */
function asNumber(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}
