import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { jsonObjectSchema, type JsonObject } from '@codexos/protocol/json';
import type { ModelFinishReason, ModelRequest } from '../ports/model-client.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { streamCut, toModelError } from './model-errors.ts';
import type { ProviderPart } from './model-provider.ts';
import { toPrompt } from './to-prompt.ts';

export interface StreamOptions {
  languageModel: LanguageModelV4;
  provider: string;
  model: string;
  baseUrl?: string;
  request: ModelRequest;
  signal: AbortSignal;
}

/** Streams an answer through a provider of the AI SDK, at the level of its parts. */
export async function* streamLanguageModel({
  languageModel,
  request,
  signal,
  ...names
}: StreamOptions): AsyncGenerator<ProviderPart> {
  const prompt = toPrompt(request);
  let textLength = 0;
  let isFinished = false;
  try {
    const { stream } = await languageModel.doStream({ ...callOptions(request), prompt, abortSignal: signal });
    for await (const part of stream) {
      const mapped = mapPart(part);
      if (!mapped) continue;
      if (mapped.type === 'text') textLength += mapped.text.length;
      if (mapped.type === 'finish') {
        isFinished = true;
        yield withEstimates(mapped, { inputLength: JSON.stringify(prompt).length, outputLength: textLength });
      } else {
        yield mapped;
      }
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw toModelError({ ...names, cause });
  }
  signal.throwIfAborted();
  if (!isFinished) throw streamCut(names.provider, names.model);
}

type DraftPart = Exclude<ProviderPart, { type: 'finish' }> | DraftFinish;
interface DraftFinish {
  type: 'finish';
  reason: ModelFinishReason;
  inputTokens: number | undefined;
  outputTokens: number | undefined;
}

function mapPart(part: LanguageModelV4StreamPart): DraftPart | null {
  switch (part.type) {
    case 'text-delta':
      return { type: 'text', text: part.delta };
    case 'tool-call':
      return {
        type: 'tool-call',
        call: { id: part.toolCallId, tool: part.toolName, input: parseInput(part.input) },
      };
    case 'finish': {
      const reason = toReason(part.finishReason);
      if (!reason) return null;
      return {
        type: 'finish',
        reason,
        inputTokens: part.usage.inputTokens.total,
        outputTokens: part.usage.outputTokens.total,
      };
    }
    case 'error':
      throw part.error instanceof Error ? part.error : new Error(describe(part.error), { cause: part.error });
    default:
      return null;
  }
}

// Null for streams that ended without saying why: what they gave may not be whole.
function toReason({ unified }: LanguageModelV4FinishReason): ModelFinishReason | null {
  if (unified === 'interrupted' || unified === 'error') return null;
  return unified;
}

// A model can write input that is no JSON object; the tool's own schema then says what is missing.
function parseInput(text: string): JsonObject {
  try {
    const parsed = jsonObjectSchema.safeParse(JSON.parse(text === '' ? '{}' : text));
    return parsed.success ? parsed.data : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function withEstimates(
  { inputTokens, outputTokens, ...part }: DraftFinish,
  lengths: { inputLength: number; outputLength: number },
): ProviderPart {
  return {
    ...part,
    inputTokens: inputTokens ?? estimateTokens(lengths.inputLength),
    outputTokens: outputTokens ?? estimateTokens(lengths.outputLength),
  };
}

function callOptions({
  purpose,
  tools,
  toolChoice = 'auto',
  temperature,
  maxOutputTokens,
}: ModelRequest): Omit<LanguageModelV4CallOptions, 'prompt'> {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(tools === undefined || tools.length === 0 || purpose === 'plan'
      ? {}
      : {
          tools: tools.map(({ name, description, inputSchema }) => ({
            type: 'function' as const,
            name,
            description,
            inputSchema,
          })),
          toolChoice: { type: toolChoice },
        }),
  };
}

function describe(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return typeof error === 'string' ? error : JSON.stringify(error);
}
