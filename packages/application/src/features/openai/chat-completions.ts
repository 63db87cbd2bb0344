/** Asks published flows and agents for callers that speak OpenAI's chat completions. */
import type { ChatCompletionBody } from '@codexos/protocol/contracts/openai.contract';
import { callerToolsQuestionSchema } from '@codexos/protocol/question';
import type { RunId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { createRateLimiter } from '@codexos/utils/rate-limiter';
import type { Principal } from '../../guard/principal.ts';
import type { Services } from '../../services.ts';
import type { RunRecord } from '../runs/run-store.ts';
import { parseCallId } from './call-id.ts';
import { callerOfRequest } from './caller-of-request.ts';
import { followRun, type RunStep } from './follow-run.ts';
import { inputOfRequest } from './input-of-request.ts';
import { paramError } from './param-error.ts';
import { openModel, type PublishedModel } from './published-models.ts';
import { readMessages, type SentResult } from './read-messages.ts';
import { sourceOfRequest } from './source-of-request.ts';

const MINUTE_MS = 60_000;
const REQUESTS_PER_MINUTE = 120;

export interface OpenCompletion {
  runId: RunId;
  startedAt: number;
  steps: AsyncGenerator<RunStep>;
}

export interface CompletionRequest {
  principal: Principal;
  body: ChatCompletionBody;
  /** Aborts when whoever asked is gone; the run is cancelled by `cancel`. */
  signal: AbortSignal;
}

export type ChatCompletions = ReturnType<typeof createChatCompletions>;

export function createChatCompletions(clock: () => number) {
  const limiter = createRateLimiter({ limit: REQUESTS_PER_MINUTE, windowMs: MINUTE_MS, clock });

  return {
    /**
     * Starts a run, or goes on with one that waits for tools of its caller. Throws MODEL_NOT_FOUND, REQUEST_INVALID,
     * RUN_INPUT_INVALID, SOURCE_INVALID, RATE_LIMITED.
     */
    async open(services: Services, request: CompletionRequest): Promise<OpenCompletion> {
      const { principal, body } = request;
      limiter.take(principal.credentialId ?? principal.userId);
      const model = await openModel(services, principal.workspaceId, body.model);
      const asked = readMessages(body.messages);
      if (asked.type === 'results') return goOn(services, { ...request, model, results: asked.results });
      const metadata = body.metadata ?? {};
      const { workspaceId } = principal;
      const caller = callerOfRequest(body, model, asked);
      const run = await services.runs.start({
        workspaceId,
        ...(model.kind === 'flow' ? { flowId: model.thingId } : { agentId: model.thingId }),
        name: model.name,
        version: model.version,
        flow: model.flow,
        input:
          model.kind === 'agent'
            ? { request: asked.question }
            : inputOfRequest(model.flow, { ...asked, messages: body.messages, metadata }),
        source: await sourceOfRequest(services, workspaceId, { model, metadata }),
        caller,
        trigger: 'api',
      });
      return follow(services, request, { runId: run.id, flow: model.flow, afterSeq: 0 });
    },

    /** Stops a run that nobody waits for any more. */
    async cancel(services: Services, { workspaceId }: Principal, runId: RunId): Promise<void> {
      try {
        await services.runs.cancel({ workspaceId, runId }, 'caller');
      } catch (error) {
        // It has ended in the same moment.
        if (!CodexError.is(error) || error.code !== 'RUN_NOT_ACTIVE') throw error;
      }
    },
  };
}

function follow(
  services: Services,
  { principal, signal }: CompletionRequest,
  { runId, flow, afterSeq }: { runId: RunId; flow: RunRecord['flow']; afterSeq: number },
): OpenCompletion {
  const key = { workspaceId: principal.workspaceId, runId };
  return {
    runId,
    startedAt: services.clock(),
    steps: followRun(services.runs, { key, flow, afterSeq, signal }),
  };
}

interface ContinuedRequest extends CompletionRequest {
  model: PublishedModel;
  results: readonly SentResult[];
}

/**
 * Hands results to the run that waits for them. Results that it has already are not taken twice: the request then
 * follows the run from there, as when an answer got lost on its way.
 */
async function goOn(services: Services, request: ContinuedRequest): Promise<OpenCompletion> {
  const { principal, model, results } = request;
  const { workspaceId } = principal;
  const calls = results.map((result) => ({ ...result, ...parseCallId(result.callId) }));
  const [first] = calls;
  const foreign = calls.find(({ runId }) => runId === undefined || runId !== first?.runId);
  const run = first?.runId === undefined ? undefined : await runOf(services, workspaceId, first.runId);
  if (foreign || !run || run.agentId !== model.thingId || run.trigger !== 'api') {
    throw paramError(
      (foreign ?? first)?.param ?? 'messages',
      `No run of “${model.name}” waits for the result of ${(foreign ?? first)?.callId ?? 'this call'}.`,
      'Send the results of one answer together, with the ids that stood in it.',
    );
  }
  const events = await services.journal.read(run.id, 0);
  const taken = events.filter((event) => event.type === 'tool-result');
  const lastTaken = taken.findLast(({ call }) => calls.some((sent) => sent.call === call));
  if (lastTaken && calls.every((sent) => taken.some(({ call }) => call === sent.call)))
    return follow(services, request, { runId: run.id, flow: run.flow, afterSeq: lastTaken.seq });
  const pause = events.findLast((event) => event.type === 'node-pause');
  const question = callerToolsQuestionSchema.safeParse(pause?.question);
  if (!pause || !question.success || run.endedAt !== undefined) throw isOver(run);
  const missing = question.data.calls.find(({ call }) => !calls.some((sent) => sent.call === call));
  if (missing)
    throw paramError('messages', `The result of “${missing.tool}”, called in the same answer, is missing.`);
  await services.runs.answer(
    { workspaceId, runId: run.id },
    {
      activationId: pause.activationId,
      by: principal.userId,
      answer: { results: calls.map(({ call = 0, text }) => ({ call, output: text })) },
    },
  );
  return follow(services, request, { runId: run.id, flow: run.flow, afterSeq: events.at(-1)?.seq ?? 0 });
}

async function runOf(
  services: Services,
  workspaceId: WorkspaceId,
  runId: string,
): Promise<RunRecord | undefined> {
  const key = { workspaceId, runId };
  return (await services.runStore.has(key)) ? services.runStore.get(key) : undefined;
}

function isOver({ id, status }: RunRecord): CodexError {
  return new CodexError({
    code: 'RUN_NOT_ACTIVE',
    message: `The run ${id} that called the tool is ${status} and takes no results any more.`,
    hint: 'Send the question again; a run waits an hour for the results of tools.',
    details: { param: 'messages' },
  });
}
