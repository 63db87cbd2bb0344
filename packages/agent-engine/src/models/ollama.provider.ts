import { z } from 'zod';
import { fetchJson } from './fetch-json.ts';
import type { ModelProvider } from './model-provider.ts';
import { createOpenAiCompatibleProvider, describeModel } from './openai-compatible.provider.ts';

export const OLLAMA_URL = 'http://127.0.0.1:11434';

export interface OllamaOptions {
  baseUrl?: string;
  fetch?: typeof fetch;
}

const tagsSchema = z.object({ models: z.array(z.object({ name: z.string() })) });

/** Ollama, through its OpenAI-compatible endpoint; the list of models comes from its own. */
export function createOllamaProvider({
  baseUrl = OLLAMA_URL,
  fetch: fetchFn = fetch,
}: OllamaOptions = {}): ModelProvider {
  const url = baseUrl.replace(/\/+$/, '');
  const chat = createOpenAiCompatibleProvider({
    id: 'ollama',
    label: 'Ollama',
    baseUrl: `${url}/v1`,
    isLocal: true,
    fetch: fetchFn,
  });
  return {
    ...chat,
    async list(signal) {
      const { models } = await fetchJson({
        fetch: fetchFn,
        url: `${url}/api/tags`,
        schema: tagsSchema,
        provider: 'Ollama',
        signal,
      });
      return models.map(({ name }) =>
        describeModel({ provider: 'ollama', model: name, label: `${name} (Ollama)`, isLocal: true }),
      );
    },
  };
}

/** Whether Ollama answers at the address, within a moment. */
export async function detectOllama({
  timeoutMs = 500,
  ...options
}: OllamaOptions & { timeoutMs?: number } = {}): Promise<boolean> {
  try {
    await createOllamaProvider(options).list(AbortSignal.timeout(timeoutMs));
    return true;
  } catch {
    // Not being there is an answer, not a failure.
    return false;
  }
}
