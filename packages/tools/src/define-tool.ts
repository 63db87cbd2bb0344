import type { Citation } from '@codexos/protocol/citation';
import type { Effect } from '@codexos/protocol/flow';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import type { ToolContext } from './tool-context.ts';

export interface ToolOutcome<TOutput> {
  output: TOutput;
  citations?: Citation[];
}

export interface ToolDefinition<TInput extends z.ZodObject, TOutput extends z.ZodType> {
  /** Kebab-case; the same as the file's stem. */
  name: string;
  /** Name for people. */
  label: string;
  /** For people and models alike: what it does and when to use it. */
  description: string;
  /** Name of a lucide icon. */
  icon: string;
  /** Each property carries `.meta({ label, … })` for forms and `.describe()` for models. */
  input: TInput;
  output: TOutput;
  /** What it does to the world outside; `write` and `spend` need the author's leave. */
  effect: Effect;
  /** Names of secrets it may be granted. */
  secrets?: readonly string[];
  /** Longest run; the runner's default when absent. */
  timeoutMs?: number;
  run: (call: { input: z.infer<TInput>; context: ToolContext }) => Promise<ToolOutcome<z.infer<TOutput>>>;
}

/** A tool with its types folded away: input is checked on the way in, output on the way out. */
export interface Tool {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly effect: Effect;
  readonly secrets: readonly string[];
  readonly timeoutMs: number | undefined;
  readonly inputSchema: JsonObject;
  readonly outputSchema: JsonObject;
  /** Throws TOOL_INPUT_INVALID for input that does not fit, TOOL_FAILED for output that does not. */
  invoke(input: JsonObject, context: ToolContext): Promise<ToolOutcome<JsonValue>>;
}

/** Declares a tool: schema, words and behaviour in one place. */
export function defineTool<TInput extends z.ZodObject, TOutput extends z.ZodType>(
  definition: ToolDefinition<TInput, TOutput>,
): Tool {
  const { name, label, description, icon, effect, secrets = [], timeoutMs, input, output } = definition;
  return Object.freeze({
    name,
    label,
    description,
    icon,
    effect,
    secrets,
    timeoutMs,
    inputSchema: z.toJSONSchema(input, { io: 'input' }) as JsonObject,
    outputSchema: z.toJSONSchema(output) as JsonObject,
    async invoke(raw: JsonObject, context: ToolContext): Promise<ToolOutcome<JsonValue>> {
      const parsed = input.safeParse(raw);
      if (!parsed.success) throw inputInvalid(name, parsed.error);
      const outcome = await definition.run({ input: parsed.data, context });
      const checked = output.safeParse(outcome.output);
      if (!checked.success) throw outputInvalid(name, checked.error);
      return { ...outcome, output: checked.data as JsonValue };
    },
  });
}

/** Names each value that does not fit. */
export function inputInvalid(name: string, error: z.ZodError): CodexError {
  const problems = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return new CodexError({
    code: 'TOOL_INPUT_INVALID',
    message: `${name} got wrong input: ${problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')}`,
    details: { problems },
  });
}

function outputInvalid(name: string, cause: z.ZodError): CodexError {
  return new CodexError({
    code: 'TOOL_FAILED',
    message: `${name} gave an answer that does not fit its own schema.`,
    cause,
  });
}
