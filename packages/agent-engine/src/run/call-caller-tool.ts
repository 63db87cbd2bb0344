import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { callerToolsAnswerSchema, type CallerToolsQuestion } from '@codexos/protocol/question';
import type { RunEventBody } from '@codexos/protocol/run-event';
import { CodexError, toWireError } from '@codexos/utils/errors';
import type { ToolCallOutcome } from '../node-context.ts';
import { paused } from '../outcome.ts';
import type { CallScope } from './call-scope.ts';

type ResultBody = Extract<RunEventBody, { type: 'tool-result' }>;

/** How long a caller may take to send its results. */
const WAIT_MS = 60 * 60_000;

/**
 * Asks whoever started the run to carry out one of its own tools. The call is in the journal, the node waits, and the
 * answer of the caller becomes the result. Throws LIMIT_REACHED when no result comes within the time.
 */
export async function callCallerTool(
  scope: CallScope,
  { tool, input }: { tool: string; input: JsonObject },
): Promise<ToolCallOutcome> {
  const call = scope.nextCall();
  const { activation, env } = scope;
  const recorded = scope.recorded()?.toolResults.get(call);
  if (recorded) return toOutcome(recorded);
  const ids = { activationId: activation.id, nodeId: activation.node.id, call, tool };
  const startedAt = env.clock.now();
  const given = resultOf(activation.answers, call);
  if (given) {
    const result: ResultBody = { type: 'tool-result', ...ids, ...given, durationMs: 0 };
    await scope.record(result);
    return toOutcome(result);
  }
  if (activation.wokenAt !== undefined) {
    throw new CodexError({
      code: 'LIMIT_REACHED',
      message: `The caller did not send the result of its tool “${tool}” in time.`,
      hint: 'Send the results of tools within an hour, or ask again.',
    });
  }
  if (!scope.recorded()?.toolCalls.has(call)) {
    const idempotencyKey = `${env.runId}.${activation.id}.${call}`;
    await scope.record({ type: 'tool-call', ...ids, input, idempotencyKey });
  }
  const question: CallerToolsQuestion = { type: 'caller-tools', calls: [{ call, tool, input }] };
  return {
    status: 'paused',
    pause: paused({ reason: waitsFor([tool]), question, until: startedAt + WAIT_MS }),
  };
}

/** What a run says while it waits for tools of its caller. */
export function waitsFor(tools: readonly string[]): string {
  return `It waits for its caller to carry out ${tools.map((tool) => `“${tool}”`).join(', ')}.`;
}

/** Answers of the caller hold results by the number of the call; those to other questions are passed over. */
function resultOf(
  answers: readonly JsonValue[],
  call: number,
): Pick<ResultBody, 'output' | 'error'> | undefined {
  for (const answer of answers) {
    const parsed = callerToolsAnswerSchema.safeParse(answer);
    const result = parsed.data?.results.find((candidate) => candidate.call === call);
    if (!result) continue;
    if (result.isSkipped !== true) return { output: result.output };
    return {
      error: toWireError(
        new CodexError({ code: 'TOOL_FAILED', message: 'A person chose to go on without this result.' }),
      ),
    };
  }
  return undefined;
}

function toOutcome({ output, citations, error }: ResultBody): ToolCallOutcome {
  return error
    ? { status: 'error', error }
    : { status: 'ok', output: output ?? null, citations: citations ?? [] };
}
