import { CodexError } from '@codexos/utils/errors';
import type { z } from 'zod';
import { toModelError } from './model-errors.ts';

export interface FetchJsonOptions<TSchema extends z.ZodType> {
  fetch: typeof fetch;
  url: string;
  headers?: Record<string, string>;
  schema: TSchema;
  provider: string;
  signal?: AbortSignal | undefined;
}

/** Asks a provider for something other than an answer, such as the list of its models. Throws MODEL_FAILED. */
export async function fetchJson<TSchema extends z.ZodType>(
  options: FetchJsonOptions<TSchema>,
): Promise<z.infer<TSchema>> {
  const { url, headers = {}, schema, provider, signal } = options;
  try {
    const response = await options.fetch(url, { headers, ...(signal ? { signal } : {}) });
    if (!response.ok) {
      throw new CodexError({
        code: 'MODEL_FAILED',
        message: `${provider} answered with ${response.status} when asked for its models.`,
        hint: response.status === 401 ? `Check the key of ${provider}.` : 'Is the address right?',
      });
    }
    return schema.parse(await response.json());
  } catch (cause) {
    signal?.throwIfAborted();
    throw toModelError({ provider, model: '', baseUrl: url, cause });
  }
}
