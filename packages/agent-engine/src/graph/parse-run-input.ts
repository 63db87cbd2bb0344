import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import type { RunInputField } from '../node-kind.ts';
import type { Graph } from './graph.ts';

interface InputIssue {
  name: string;
  message: string;
  [key: string]: JsonValue;
}

/**
 * The input of a run with defaults filled in. Throws RUN_INPUT_INVALID with every missing, mistyped and unknown
 * value in its details.
 */
export function parseRunInput(graph: Graph, input: JsonObject): JsonObject {
  const issues: InputIssue[] = [];
  const parsed: JsonObject = {};
  for (const field of graph.inputs) {
    const given = Object.hasOwn(input, field.name) ? input[field.name] : undefined;
    const value = given ?? field.defaultValue;
    if (value === undefined || value === null || value === '') {
      if (field.isRequired) issues.push({ name: field.name, message: `“${field.label}” is missing.` });
      else parsed[field.name] = value ?? emptyValue(field);
    } else if (hasType(value, field.type)) {
      parsed[field.name] = value;
    } else {
      issues.push({ name: field.name, message: `“${field.label}” must be ${typeNames[field.type]}.` });
    }
  }
  const known = new Set(graph.inputs.map((field) => field.name));
  for (const name of Object.keys(input)) {
    if (!known.has(name)) issues.push({ name, message: `The flow has no input “${name}”.` });
  }
  if (issues.length === 0) return parsed;
  throw new CodexError({
    code: 'RUN_INPUT_INVALID',
    message: issues.map((issue) => issue.message).join(' '),
    hint: known.size === 0 ? 'This flow takes no input.' : `The flow takes: ${[...known].join(', ')}.`,
    details: { issues },
  });
}

const typeNames = { text: 'text', number: 'a number', boolean: 'true or false', json: 'JSON' } as const;

function hasType(value: JsonValue, type: RunInputField['type']): boolean {
  if (type === 'json') return true;
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === (type === 'text' ? 'string' : 'boolean');
}

function emptyValue({ type }: RunInputField): JsonValue {
  return type === 'text' ? '' : null;
}
