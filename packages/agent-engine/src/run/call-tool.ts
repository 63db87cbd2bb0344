import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { RunEventBody } from '@codexos/protocol/run-event';
import { CodexError, toCodexError, toWireError } from '@codexos/utils/errors';
import type { ToolCallOutcome } from '../node-context.ts';
import { paused } from '../outcome.ts';
import type { ToolSpec } from '../ports/tool-runner.ts';
import { abortable } from './abortable.ts';
import type { CallScope } from './call-scope.ts';

export interface ToolCallOptions {
  tool: string;
  input: JsonObject;
  granted: readonly string[];
}

type ResultBody = Extract<RunEventBody, { type: 'tool-result' }>;

/**
 * Calls a tool. That it will be called is in the journal before it is, and what came of it after: a call without a
 * result is one that a crash cut off. Such a call runs again with the same key where that is safe, and goes to a
 * person where it is not.
 */
export async function callTool(scope: CallScope, options: ToolCallOptions): Promise<ToolCallOutcome> {
  const call = scope.nextCall();
  const recorded = scope.recorded()?.toolResults.get(call);
  if (recorded) return toOutcome(recorded);
  const ids = {
    activationId: scope.activation.id,
    nodeId: scope.activation.node.id,
    call,
    tool: options.tool,
  };
  const spec = scope.env.bindings.tools?.list().find((tool) => tool.name === options.tool);
  const idempotencyKey = `${scope.env.runId}.${scope.activation.id}.${call}`;
  const intent = { type: 'tool-call' as const, ...ids, input: options.input, idempotencyKey };

  const refusal = refuse(scope, options, spec);
  if (refusal) {
    const result: ResultBody = { type: 'tool-result', ...ids, error: toWireError(refusal), durationMs: 0 };
    await scope.record(intent, result);
    return toOutcome(result);
  }
  if (scope.recorded()?.toolCalls.has(call)) {
    if (mustRunOnce(spec)) {
      const decision = decisionOf(scope.activation.answers, call);
      if (!decision) return { status: 'paused', pause: askPerson(options, call) };
      if (decision.action !== 'run-again') {
        const result: ResultBody = {
          type: 'tool-result',
          ...ids,
          ...decidedResult(decision, options.tool),
          durationMs: 0,
        };
        await scope.record(result);
        return toOutcome(result);
      }
    }
  } else {
    await scope.record(intent);
  }
  const result = await run(scope, { ...options, ids, idempotencyKey });
  await scope.record(result);
  return toOutcome(result);
}

interface RunOptions extends ToolCallOptions {
  ids: Pick<ResultBody, 'activationId' | 'nodeId' | 'call' | 'tool'>;
  idempotencyKey: string;
}

async function run(scope: CallScope, { tool, input, ids, idempotencyKey }: RunOptions): Promise<ResultBody> {
  const { clock, bindings, onLive, runId } = scope.env;
  const startedAt = clock.now();
  let offset = 0;
  const onDelta = (text: string): void => {
    if (scope.signal.aborted) return;
    const { tool: _tool, ...address } = ids;
    onLive({ type: 'tool-delta', runId, ...address, attempt: scope.activation.attempt, offset, text });
    offset += text.length;
  };
  try {
    if (!bindings.tools) throw toolNotFound(tool);
    const { output, citations } = await abortable(
      bindings.tools.run({ tool, input, signal: scope.signal, idempotencyKey, onDelta }),
      scope.signal,
    );
    const durationMs = clock.now() - startedAt;
    return { type: 'tool-result', ...ids, output, ...(citations ? { citations } : {}), durationMs };
  } catch (error) {
    // An abort is not the tool's failure and leaves no result: the call stays open in the journal.
    scope.signal.throwIfAborted();
    const wireError = toWireError(toCodexError(error, 'TOOL_FAILED'));
    return { type: 'tool-result', ...ids, error: wireError, durationMs: clock.now() - startedAt };
  }
}

function refuse(
  scope: CallScope,
  { tool, granted }: ToolCallOptions,
  spec: ToolSpec | undefined,
): CodexError | null {
  if (!granted.includes(tool)) {
    return new CodexError({
      code: 'TOOL_NOT_GRANTED',
      message: `The tool “${tool}” is not granted here.`,
      hint: granted.length === 0 ? 'No tools are granted.' : `Granted are: ${granted.join(', ')}.`,
    });
  }
  if (!spec) return toolNotFound(tool);
  const { allowedEffects } = scope.env.graph.settings;
  if (spec.effect === 'read' || allowedEffects.includes(spec.effect)) return null;
  return new CodexError({
    code: 'EFFECT_NOT_ALLOWED',
    message: `The tool “${tool}” can ${spec.effect === 'spend' ? 'spend money' : 'change things'}, and the flow does not allow that.`,
    hint: 'Turn the effect on in the settings of the flow.',
  });
}

function toOutcome({ output, citations, error }: ResultBody): ToolCallOutcome {
  return error
    ? { status: 'error', error }
    : { status: 'ok', output: output ?? null, citations: citations ?? [] };
}

function mustRunOnce(spec: ToolSpec | undefined): boolean {
  return (spec?.replay ?? (spec?.effect === 'read' ? 'safe' : 'once')) === 'once';
}

interface Decision {
  action: 'run-again' | 'skip' | 'use';
  output: JsonValue;
}

function askPerson({ tool, input }: ToolCallOptions, call: number): ReturnType<typeof paused> {
  return paused({
    reason: `The tool “${tool}” was called, and the process ended before its result was known.`,
    question: { type: 'tool-unfinished', call, tool, input, actions: ['run-again', 'skip', 'use'] },
  });
}

// Answers look like `{ call, action, output? }`; those to other questions are passed over.
function decisionOf(answers: readonly JsonValue[], call: number): Decision | null {
  for (const answer of answers) {
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer) || answer.call !== call)
      continue;
    const { action, output = null } = answer;
    if (action === 'run-again' || action === 'skip' || action === 'use') return { action, output };
  }
  return null;
}

function decidedResult({ action, output }: Decision, tool: string): Pick<ResultBody, 'output' | 'error'> {
  if (action === 'use') return { output };
  return {
    error: toWireError(
      new CodexError({
        code: 'TOOL_FAILED',
        message: `The call of “${tool}” was cut off, and a person chose to leave it.`,
      }),
    ),
  };
}

function toolNotFound(tool: string): CodexError {
  return new CodexError({
    code: 'TOOL_NOT_FOUND',
    message: `There is no tool “${tool}”.`,
    hint: 'See the tools page for all tools.',
  });
}
