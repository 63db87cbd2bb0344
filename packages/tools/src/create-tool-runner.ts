import type { ToolDescriptor } from '@codexos/protocol/catalogue';
import type { Citation } from '@codexos/protocol/citation';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import type { Tool } from './define-tool.ts';
import { describeTool } from './describe-tool.ts';
import type { ToolPorts } from './tool-context.ts';

export interface ToolRunnerOptions {
  tools: readonly Tool[];
  ports?: ToolPorts;
  /** For tools that set no limit of their own; default 30 s. */
  timeoutMs?: number;
  /** Largest answer as JSON text; default 200,000 characters. */
  maxOutputChars?: number;
}

export interface RunToolRequest {
  tool: string;
  input: JsonObject;
  signal?: AbortSignal;
  idempotencyKey?: string;
  onDelta?: (text: string) => void;
}

export interface RunToolResult {
  output: JsonValue;
  citations?: Citation[];
}

/** `safe`: a call that a crash left without a result may run again. */
export type ListedTool = ToolDescriptor & { replay: 'safe' | 'once' };

export interface ToolRunner {
  list(): readonly ListedTool[];
  /**
   * Runs a tool by name. Throws a CodexError: TOOL_NOT_FOUND, TOOL_INPUT_INVALID, TOOL_TIMED_OUT, TOOL_FAILED or
   * a more exact code of the tool's own (PATH_REFUSED, ADDRESS_REFUSED, …); an aborted call rejects with the
   * signal's reason.
   */
  run(request: RunToolRequest): Promise<RunToolResult>;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_OUTPUT_CHARS = 200_000;

export function createToolRunner(options: ToolRunnerOptions): ToolRunner {
  const {
    tools,
    ports = {},
    timeoutMs = DEFAULT_TIMEOUT_MS,
    maxOutputChars = DEFAULT_MAX_OUTPUT_CHARS,
  } = options;
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const listed = tools.map((tool): ListedTool => ({
    ...describeTool(tool),
    replay: tool.effect === 'read' ? 'safe' : 'once',
  }));
  return {
    list: () => listed,
    async run({ tool: name, input, signal, idempotencyKey = '', onDelta = ignoreDelta }) {
      const tool = byName.get(name);
      if (!tool) throw toolNotFound(name, tools);
      signal?.throwIfAborted();
      const limitMs = tool.timeoutMs ?? timeoutMs;
      const timeout = AbortSignal.timeout(limitMs);
      const combined = signal ? AbortSignal.any([signal, timeout]) : timeout;
      const context = { now: Date.now, ...ports, signal: combined, idempotencyKey, onDelta };
      try {
        const outcome = await rejectOnAbort(tool.invoke(input, context), combined);
        return assertSize(name, outcome, maxOutputChars);
      } catch (error) {
        signal?.throwIfAborted();
        if (timeout.aborted) throw toolTimedOut(name, limitMs, error);
        throw CodexError.is(error) ? error : toolFailed(name, error);
      }
    },
  };
}

function ignoreDelta(): void {
  // Nobody watches.
}

/** A tool that does not listen to its signal must not hold up a cancel or a time-out. */
function rejectOnAbort<TValue>(work: Promise<TValue>, signal: AbortSignal): Promise<TValue> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function assertSize(name: string, outcome: RunToolResult, limit: number): RunToolResult {
  const size = JSON.stringify(outcome.output)?.length ?? 0;
  if (size <= limit) return outcome;
  throw new CodexError({
    code: 'TOOL_FAILED',
    message: `${name} answered with ${size} characters, more than the limit of ${limit}.`,
    hint: 'Ask for less: a narrower path, fewer lines or a smaller limit.',
  });
}

function toolNotFound(name: string, tools: readonly Tool[]): CodexError {
  return new CodexError({
    code: 'TOOL_NOT_FOUND',
    message: `There is no tool named "${name}".`,
    hint: `Known tools: ${tools.map((tool) => tool.name).join(', ')}.`,
  });
}

function toolTimedOut(name: string, limitMs: number, cause: unknown): CodexError {
  return new CodexError({
    code: 'TOOL_TIMED_OUT',
    message: `${name} took longer than ${limitMs} ms and was stopped.`,
    cause,
  });
}

function toolFailed(name: string, cause: unknown): CodexError {
  return new CodexError({ code: 'TOOL_FAILED', message: `${name} failed: ${errorMessage(cause)}`, cause });
}
