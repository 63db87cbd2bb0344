import { CodexError, errorMessage } from '@codexos/utils/errors';
import type { EmbedderFetch } from './embedder.ts';

export interface PostJsonOptions {
  fetch: EmbedderFetch;
  url: string;
  headers?: Record<string, string>;
  body: unknown;
  signal?: AbortSignal | undefined;
}

/** Sends JSON and gives back the JSON of the answer. Throws UNAVAILABLE without an answer, MODEL_FAILED for a bad one. */
export async function postJson({
  fetch,
  url,
  headers = {},
  body,
  signal,
}: PostJsonOptions): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    if (CodexError.is(cause)) throw cause;
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: `The embedding server at ${url} cannot be reached: ${errorMessage(cause)}`,
      hint: 'Check that it runs and that the address is right.',
      cause,
    });
  }
  const text = await response.text();
  if (!response.ok) throw embeddingFailed(`${url} answered ${response.status}: ${text.slice(0, 300)}`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw embeddingFailed(`${url} answered with something that is not JSON`, cause);
  }
}

export function embeddingFailed(reason: string, cause?: unknown): CodexError {
  return new CodexError({
    code: 'MODEL_FAILED',
    message: `Embedding failed: ${reason}.`,
    hint: 'Check the model name and the key.',
    cause,
  });
}
