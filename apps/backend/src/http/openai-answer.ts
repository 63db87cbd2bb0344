/** Steps of a run as OpenAI's objects. */
import { toCallId, type RunStep } from '@codexos/application';
import type {
  ChatCompletion,
  OpenAiFinishReason,
  OpenAiToolCall,
  OpenAiUsage,
  RunFacts,
} from '@codexos/protocol/contracts/openai.contract';
import type { Citation } from '@codexos/protocol/citation';
import type { RunId } from '@codexos/protocol/ids';
import type { Usage } from '@codexos/protocol/model';
import { CodexError } from '@codexos/utils/errors';

export interface CompletionFacts {
  runId: RunId;
  model: string;
  created: number;
  runUrl: string;
}

/** How an answer ends. */
export interface CompletionEnd {
  reason: OpenAiFinishReason;
  toolCalls: OpenAiToolCall[];
  usage: OpenAiUsage;
  facts: RunFacts;
}

export type CompletionWriter = ReturnType<typeof createCompletionWriter>;

export function createCompletionWriter({ runId, model, created, runUrl }: CompletionFacts) {
  const id = `chatcmpl-${runId}`;

  const factsOf = (usage: Usage, citations: Citation[]): Pick<CompletionEnd, 'usage' | 'facts'> => ({
    usage: {
      prompt_tokens: usage.inputTokens,
      completion_tokens: usage.outputTokens,
      total_tokens: usage.inputTokens + usage.outputTokens,
    },
    facts: { run_id: runId, run_url: runUrl, citations, micro_usd: usage.microUsd },
  });

  /** Throws for a run that failed, was cancelled or waits for a person. */
  const endOf = (step: Exclude<RunStep, { type: 'text' }>): CompletionEnd => {
    switch (step.type) {
      case 'end':
        return { reason: step.reason, toolCalls: [], ...factsOf(step.usage, step.citations) };
      case 'tools':
        return {
          reason: 'tool_calls',
          toolCalls: step.calls.map(({ call, tool, input }) => ({
            id: toCallId(runId, call),
            type: 'function',
            function: { name: tool, arguments: JSON.stringify(input) },
          })),
          ...factsOf(step.usage, []),
        };
      case 'waits':
        throw new CodexError({
          code: 'RUN_WAITING',
          message: `The run waits for a person: ${step.reason}`,
          hint: `Somebody answers it at ${runUrl}; the run goes on then, and its result stands there.`,
          details: { runUrl },
        });
      case 'failed':
        throw new CodexError({
          code: step.error?.code ?? (step.status === 'cancelled' ? 'RUN_CANCELLED' : 'NODE_FAILED'),
          message: step.error?.message ?? `The run ended as ${step.status}.`,
          hint: step.error?.hint ?? `See ${runUrl} for what happened.`,
          details: { runUrl },
        });
    }
  };

  return {
    endOf,

    /** Waits for the end. Throws as `endOf`, and RUN_CANCELLED when nobody waits any more. */
    async whole(steps: AsyncGenerator<RunStep>): Promise<ChatCompletion> {
      let text = '';
      for await (const step of steps) {
        if (step.type === 'text') {
          text += step.text;
          continue;
        }
        const { reason, toolCalls, usage, facts } = endOf(step);
        const content = step.type === 'end' ? step.text : text;
        return {
          id,
          object: 'chat.completion',
          created,
          model,
          choices: [
            {
              index: 0,
              message: {
                role: 'assistant',
                content: toolCalls.length > 0 && content === '' ? null : content,
                refusal: null,
                ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
              },
              logprobs: null,
              finish_reason: reason,
            },
          ],
          usage,
          codexos: facts,
        };
      }
      throw new CodexError({ code: 'RUN_CANCELLED', message: `The run ${runId} was cancelled.` });
    },

    chunk: (delta: object, { reason = null, usage, facts }: ChunkOptions = {}): Record<string, unknown> => ({
      id,
      object: 'chat.completion.chunk',
      created,
      model,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
      ...(usage === undefined ? {} : { usage }),
      ...(facts === undefined ? {} : { codexos: facts }),
    }),

    usageChunk: (usage: OpenAiUsage): Record<string, unknown> => ({
      id,
      object: 'chat.completion.chunk',
      created,
      model,
      choices: [],
      usage,
    }),
  };
}

interface ChunkOptions {
  reason?: OpenAiFinishReason | null;
  usage?: null | undefined;
  facts?: RunFacts | undefined;
}
