import type { ModelDescriptor } from '@codexos/protocol/catalogue';
import type { Usage } from '@codexos/protocol/model';
import { CodexError, toCodexError, toWireError } from '@codexos/utils/errors';
import type { ModelClient, ModelPart, ModelRequest } from '../ports/model-client.ts';
import type { ModelProvider, ProviderPart } from './model-provider.ts';

/** Micro-USD for a million tokens. */
export interface ModelPrice {
  input: number;
  output: number;
}

export interface ModelRouterOptions {
  providers: readonly ModelProvider[];
  /** By reference; models without a price count as free. Prices change, so none are built in. */
  prices?: Readonly<Record<string, ModelPrice>>;
}

export interface ModelRouter extends ModelClient {
  /** Models of all providers that can be asked; `failures` says which could not. */
  list(
    signal?: AbortSignal,
  ): Promise<{ models: ModelDescriptor[]; failures: { provider: string; error: CodexError }[] }>;
}

/**
 * Finds the provider of a model and goes on to the next model when one fails. What a failed model had said is void:
 * the next one starts over.
 */
export function createModelRouter({ providers, prices = {} }: ModelRouterOptions): ModelRouter {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  return {
    async *stream(request, signal) {
      const refs = [request.model, ...(request.fallbackModels ?? [])];
      for (const [index, ref] of refs.entries()) {
        const nextModel = refs[index + 1];
        try {
          yield* streamOne({ byId, prices, ref, request, signal });
          return;
        } catch (cause) {
          signal.throwIfAborted();
          const error = toCodexError(cause, 'MODEL_FAILED');
          if (nextModel === undefined) throw error;
          yield { type: 'restart', model: ref, nextModel, error: toWireError(error) };
        }
      }
    },
    async list(signal) {
      const results = await Promise.allSettled(providers.map((provider) => provider.list(signal)));
      const models: ModelDescriptor[] = [];
      const failures: { provider: string; error: CodexError }[] = [];
      for (const [index, result] of results.entries()) {
        if (result.status === 'fulfilled') models.push(...result.value);
        else
          failures.push({
            provider: providers[index]?.id ?? '',
            error: toCodexError(result.reason, 'MODEL_FAILED'),
          });
      }
      return { models, failures };
    },
  };
}

interface StreamOneOptions {
  byId: ReadonlyMap<string, ModelProvider>;
  prices: Readonly<Record<string, ModelPrice>>;
  ref: string;
  request: ModelRequest;
  signal: AbortSignal;
}

async function* streamOne({
  byId,
  prices,
  ref,
  request,
  signal,
}: StreamOneOptions): AsyncGenerator<ModelPart> {
  const slash = ref.indexOf('/');
  const provider = byId.get(ref.slice(0, slash));
  if (!provider) {
    throw new CodexError({
      code: 'MODEL_NOT_FOUND',
      message: `There is no provider for the model “${ref}”.`,
      hint: `Providers are: ${[...byId.keys()].join(', ')}.`,
    });
  }
  for await (const part of provider.stream(ref.slice(slash + 1), request, signal)) {
    yield part.type === 'finish'
      ? { type: 'finish', reason: part.reason, usage: priceOf(part, prices[ref]), model: ref }
      : part;
  }
}

function priceOf(
  { inputTokens, outputTokens }: Extract<ProviderPart, { type: 'finish' }>,
  price: ModelPrice | undefined,
): Usage {
  const microUsd = price
    ? Math.ceil((inputTokens * price.input + outputTokens * price.output) / 1_000_000)
    : 0;
  return { inputTokens, outputTokens, microUsd };
}
