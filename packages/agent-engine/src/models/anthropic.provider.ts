import { createAnthropic } from '@ai-sdk/anthropic';
import { z } from 'zod';
import type { SecretReader } from '../ports/secret-reader.ts';
import { fetchJson } from './fetch-json.ts';
import type { ModelProvider } from './model-provider.ts';
import { describeModel } from './openai-compatible.provider.ts';
import { readSecret } from './read-secret.ts';
import { streamLanguageModel } from './stream-language-model.ts';

export interface AnthropicOptions {
  secrets: SecretReader;
  /** Name of the secret that holds the key. */
  secretName?: string;
  baseUrl?: string;
  fetch?: typeof fetch;
}

const modelListSchema = z.object({
  data: z.array(z.object({ id: z.string(), display_name: z.string().optional() })),
});
const label = 'Anthropic';

/** Anthropic's messages API. */
export function createAnthropicProvider({
  secrets,
  secretName = 'ANTHROPIC_API_KEY',
  baseUrl = 'https://api.anthropic.com/v1',
  fetch: fetchFn = fetch,
}: AnthropicOptions): ModelProvider {
  return {
    id: 'anthropic',
    label,
    async list(signal) {
      const { data } = await fetchJson({
        fetch: fetchFn,
        url: `${baseUrl}/models?limit=100`,
        headers: {
          'x-api-key': await readSecret(secrets, secretName, label),
          'anthropic-version': '2023-06-01',
        },
        schema: modelListSchema,
        provider: label,
        signal,
      });
      return data.map(({ id, display_name: name = id }) =>
        describeModel({ provider: 'anthropic', model: id, label: name, isLocal: false }),
      );
    },
    async *stream(model, request, signal) {
      // The key is always given: without one the library would look into the environment.
      const apiKey = await readSecret(secrets, secretName, label);
      const provider = createAnthropic({ apiKey, baseURL: baseUrl, fetch: fetchFn });
      yield* streamLanguageModel({
        languageModel: provider(model),
        provider: 'anthropic',
        model,
        baseUrl,
        request,
        signal,
      });
    },
  };
}
