import type { OpenAiMessage } from '@codexos/protocol/contracts/openai.contract';
import type { Flow } from '@codexos/protocol/flow';
import { jsonSchema, type JsonObject, type JsonValue } from '@codexos/protocol/json';
import { inputOfFlow } from '../flows/input-of-flow.ts';
import { paramError } from './param-error.ts';

export interface RequestInput {
  question: string;
  instructions: string;
  messages: readonly OpenAiMessage[];
  metadata: Readonly<Record<string, string>>;
}

/**
 * The input of a flow: the question goes where a chat puts it. An input named `messages` takes the whole list, one
 * named `system` the instructions of the caller, and any other is filled by the metadata of its name.
 */
export function inputOfRequest(
  flow: Flow,
  { question, instructions, messages, metadata }: RequestInput,
): JsonObject {
  const input = inputOfFlow(flow, question);
  for (const { kind, config } of flow.nodes) {
    const { name, type = 'text' } = config;
    if (kind !== 'input' || typeof name !== 'string' || name in input) continue;
    const given = metadata[name];
    if (given !== undefined) input[name] = readValue(given, String(type), name);
    else if (name === 'messages') input[name] = messages as unknown as JsonValue;
    else if (name === 'system' && instructions !== '') input[name] = instructions;
  }
  return input;
}

function readValue(text: string, type: string, name: string): JsonValue {
  if (type === 'text') return text;
  const parsed = parseJson(text);
  if (parsed !== undefined) return parsed;
  throw paramError(
    'metadata',
    `“${name}” takes a ${type === 'json' ? 'JSON value' : type}, which “${text.slice(0, 60)}” is not.`,
  );
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return jsonSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
