import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { ModelDescriptor } from '@codexos/protocol/catalogue';
import { z } from 'zod';
import type { SecretReader } from '../ports/secret-reader.ts';
import { fetchJson } from './fetch-json.ts';
import type { ModelProvider } from './model-provider.ts';
import { readSecret } from './read-secret.ts';
import { streamLanguageModel } from './stream-language-model.ts';

export interface OpenAiCompatibleOptions {
  /** What stands before the slash, such as `openai` or `lmstudio`. */
  id: string;
  label: string;
  /** Up to and including the version, such as `https://api.openai.com/v1`. */
  baseUrl: string;
  /** Servers on this machine need no key and send nothing out. */
  isLocal?: boolean;
  /** Name of the secret that holds the key. */
  secretName?: string;
  /** True for servers that may do without a key. */
  isKeyOptional?: boolean;
  secrets?: SecretReader;
  fetch?: typeof fetch;
  headers?: Record<string, string>;
}

const modelListSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** OpenAI and every server that speaks its chat completions: vLLM, LM Studio, the server of llama.cpp, and many more. */
export function createOpenAiCompatibleProvider(options: OpenAiCompatibleOptions): ModelProvider {
  const { id, label, isLocal = false, isKeyOptional = false, secretName, secrets } = options;
  const { fetch: fetchFn = fetch, headers = {} } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const readKey = async (): Promise<string | undefined> => {
    if (secretName === undefined || !secrets) return undefined;
    return isKeyOptional ? secrets.read(secretName) : readSecret(secrets, secretName, label);
  };

  return {
    id,
    label,
    async list(signal) {
      const key = await readKey();
      const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
      const { data } = await fetchJson({
        fetch: fetchFn,
        url: `${baseUrl}/models`,
        headers: { ...headers, ...authorization },
        schema: modelListSchema,
        provider: label,
        signal,
      });
      return data.map((model) =>
        describeModel({ provider: id, model: model.id, label: `${model.id} (${label})`, isLocal }),
      );
    },
    async *stream(model, request, signal) {
      const apiKey = await readKey();
      const provider = createOpenAICompatible({
        name: id,
        baseURL: baseUrl,
        headers,
        fetch: fetchFn,
        includeUsage: true,
        ...(apiKey === undefined ? {} : { apiKey }),
      });
      yield* streamLanguageModel({
        languageModel: provider(model),
        provider: id,
        model,
        baseUrl,
        request,
        signal,
      });
    },
  };
}

export function describeModel(
  options: Pick<ModelDescriptor, 'provider' | 'model' | 'label' | 'isLocal'>,
): ModelDescriptor {
  return {
    ref: `${options.provider}/${options.model}`,
    ...options,
    isLanguageModel: true,
    supportsTools: true,
  };
}
