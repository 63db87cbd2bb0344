import type { Flow } from '@codexos/protocol/flow';
import { jsonObjectSchema, type JsonObject, type JsonValue } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';

/**
 * The input of a run from the command line: `--input name=value` (JSON where it parses, else text), `--input`
 * with one JSON object, and words after the flow, which become its first text input.
 */
export function parseInput(flow: Flow, given: readonly string[], words: readonly string[]): JsonObject {
  const input: JsonObject = {};
  for (const item of given) Object.assign(input, parseItem(flow, item));
  if (words.length > 0) input[firstTextInput(flow)] = words.join(' ');
  return input;
}

function parseItem(flow: Flow, item: string): JsonObject {
  if (item.trimStart().startsWith('{')) {
    const parsed = jsonObjectSchema.safeParse(tryJson(item));
    if (parsed.success) return parsed.data;
    throw new CodexError({
      code: 'RUN_INPUT_INVALID',
      message: `The input ${item.slice(0, 80)} is no JSON object.`,
      hint: 'Write --input \'{"question":"…"}\', --input question="…", or the text after the flow.',
    });
  }
  const match = /^([A-Za-z][\w-]*)=([\s\S]*)$/.exec(item);
  if (!match) return { [firstTextInput(flow)]: item };
  const [, name = '', value = ''] = match;
  return { [name]: typeOfInput(flow, name) === 'text' ? value : (tryJson(value) ?? value) };
}

function inputsOf(flow: Flow) {
  return flow.nodes
    .filter((node) => node.kind === 'input')
    .map(({ config }) => ({ name: String(config.name), type: config.type ?? 'text' }));
}

function typeOfInput(flow: Flow, name: string): JsonValue {
  return inputsOf(flow).find((input) => input.name === name)?.type ?? 'text';
}

function firstTextInput(flow: Flow): string {
  const name = inputsOf(flow).find((input) => input.type === 'text')?.name;
  if (name !== undefined) return name;
  throw new CodexError({
    code: 'RUN_INPUT_INVALID',
    message: 'The flow has no text input.',
    hint: 'Give inputs by name: --input name=value.',
  });
}

function tryJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
