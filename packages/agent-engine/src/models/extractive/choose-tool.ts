import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { ModelTool } from '../../ports/model-client.ts';
import { fillArgument, isStrongEvidence, type ParameterSchema } from './fill-argument.ts';
import { analysedQuestion } from './limits.ts';
import { wordSet } from './words.ts';

export interface ToolChoice {
  tool: string;
  input: JsonObject;
}

export interface ChooseOptions {
  /** Whether a query may be the request as it is; otherwise only what it puts in quotes. */
  mayUseWholeRequest?: boolean;
  /** Whether a tool is to be called however little it matches. Its arguments are still never made up. */
  isRequired?: boolean;
}

/** Words of a tool that the request must share before it is called. */
const MIN_SCORE = 1;

/**
 * The tool whose name, description and parameters match a request best, with arguments that are literal parts of the
 * request. Null when no tool matches well, or one of its required arguments is nowhere in the request: it never
 * makes an argument up.
 */
export function chooseTool(
  fullRequest: string,
  tools: readonly ModelTool[],
  { mayUseWholeRequest = true, isRequired = false }: ChooseOptions = {},
): ToolChoice | null {
  const request = analysedQuestion(fullRequest);
  const asked = wordSet(request);
  let best: { choice: ToolChoice; score: number } | null = null;
  for (const tool of tools) {
    const input = fillInput(request, tool.inputSchema, mayUseWholeRequest);
    if (!input) continue;
    const score = matchScore(tool, asked, tools) + evidenceIn(input, tool.inputSchema);
    if ((isRequired || score >= MIN_SCORE) && (!best || score > best.score))
      best = { choice: { tool: tool.name, input }, score };
  }
  return best?.choice ?? null;
}

// Only what a tool needs says that the tool is meant; a path may belong to many.
function evidenceIn(input: JsonObject, schema: JsonObject): number {
  const properties = asObject(schema.properties) ?? {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const isClear = Object.entries(input).some(
    ([name, value]) =>
      required.includes(name) &&
      isStrongEvidence(name, (asObject(properties[name]) ?? {}) as ParameterSchema, value),
  );
  return isClear ? 1 : 0;
}

// Null when a required argument cannot be had.
function fillInput(request: string, schema: JsonObject, mayUseWholeRequest: boolean): JsonObject | null {
  const properties = asObject(schema.properties) ?? {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const input: JsonObject = {};
  const used: string[] = [];
  for (const [name, raw] of Object.entries(properties)) {
    const parameter = asObject(raw) ?? {};
    const isRequired = required.includes(name) && parameter.default === undefined;
    const value = fillArgument({
      request,
      name,
      schema: parameter as ParameterSchema,
      isRequired,
      mayUseWholeRequest,
      used,
    });
    if (value === null && isRequired) return null;
    if (value === null) continue;
    input[name] = value;
    if (typeof value === 'string') used.push(value);
  }
  return input;
}

// A word in the name says more than one in the description; a word that many tools share says little.
function matchScore(tool: ModelTool, asked: ReadonlySet<string>, tools: readonly ModelTool[]): number {
  const name = wordSet(tool.name.replaceAll('-', ' '));
  const description = wordSet(tool.description);
  const parameters = wordSet(Object.keys(asObject(tool.inputSchema.properties) ?? {}).join(' '));
  let score = 0;
  for (const word of asked) {
    const sharing = tools.filter((other) =>
      wordSet(`${other.name.replaceAll('-', ' ')} ${other.description}`).has(word),
    ).length;
    const weight = 1 / Math.max(1, sharing);
    if (name.has(word)) score += 1.2 * Math.max(weight, 0.5);
    else if (description.has(word)) score += 0.6 * weight;
    else if (parameters.has(word)) score += 0.4 * weight;
  }
  return score;
}

function asObject(value: JsonValue | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}
