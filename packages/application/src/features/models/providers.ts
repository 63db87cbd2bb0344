/** The providers of models, as the environment sets them up. Adding one is one entry here. */
import {
  createAnthropicProvider,
  createExtractiveProvider,
  createOllamaProvider,
  createOpenAiCompatibleProvider,
  OLLAMA_URL,
  type ModelProvider,
  type SecretReader,
} from '@codexos/agent-engine';
import type { ProviderStatus } from '@codexos/protocol/contracts/settings.contract';
import { BUILTIN_MODEL_LABEL } from '@codexos/protocol/model';

export interface ConfiguredProvider {
  provider: ModelProvider;
  kind: ProviderStatus['kind'];
  label: string;
  baseUrl?: string;
  /** Name of the secret without which it cannot be used. */
  neededSecret?: string;
  /** What to do when its server does not answer. */
  hint: string;
}

export interface ProviderSetup {
  readEnvironment: (name: string) => string | undefined;
  /** The keys that one provider may use, to be sent to its own address. */
  secretsOf: (provider: { id: string; baseUrl: string }) => SecretReader;
}

export function configureProviders({ readEnvironment, secretsOf }: ProviderSetup): ConfiguredProvider[] {
  const openAiUrl = readEnvironment('OPENAI_BASE_URL') ?? 'https://api.openai.com/v1';
  const anthropicUrl = readEnvironment('ANTHROPIC_BASE_URL') ?? 'https://api.anthropic.com/v1';
  const ollamaUrl = readEnvironment('OLLAMA_BASE_URL') ?? OLLAMA_URL;
  const localUrl = readEnvironment('OPENAI_COMPATIBLE_BASE_URL');
  return [
    { kind: 'builtin', label: BUILTIN_MODEL_LABEL, provider: createExtractiveProvider(), hint: '' },
    {
      kind: 'ollama',
      label: 'Ollama',
      baseUrl: ollamaUrl,
      provider: createOllamaProvider({ baseUrl: ollamaUrl }),
      hint: 'Start Ollama (ollama serve) and load a model, for example: ollama pull qwen3:8b',
    },
    {
      kind: 'openai-compatible',
      label: 'OpenAI',
      baseUrl: openAiUrl,
      neededSecret: 'OPENAI_API_KEY',
      provider: createOpenAiCompatibleProvider({
        id: 'openai',
        label: 'OpenAI',
        baseUrl: openAiUrl,
        secretName: 'OPENAI_API_KEY',
        secrets: secretsOf({ id: 'openai', baseUrl: openAiUrl }),
      }),
      hint: 'Check the network, the key and OPENAI_BASE_URL.',
    },
    {
      kind: 'anthropic',
      label: 'Anthropic',
      baseUrl: anthropicUrl,
      neededSecret: 'ANTHROPIC_API_KEY',
      provider: createAnthropicProvider({
        baseUrl: anthropicUrl,
        secrets: secretsOf({ id: 'anthropic', baseUrl: anthropicUrl }),
      }),
      hint: 'Check the network, the key and ANTHROPIC_BASE_URL.',
    },
    ...(localUrl === undefined
      ? []
      : [configureLocal(localUrl, secretsOf({ id: 'local', baseUrl: localUrl }))]),
  ];
}

/** vLLM, LM Studio, the server of llama.cpp and others that speak the same API; most need no key. */
function configureLocal(baseUrl: string, secrets: SecretReader): ConfiguredProvider {
  return {
    kind: 'openai-compatible',
    label: 'OpenAI-compatible server',
    baseUrl,
    provider: createOpenAiCompatibleProvider({
      id: 'local',
      label: 'OpenAI-compatible server',
      baseUrl,
      isLocal: true,
      secretName: 'OPENAI_COMPATIBLE_API_KEY',
      isKeyOptional: true,
      secrets,
    }),
    hint: 'Check that the server runs and OPENAI_COMPATIBLE_BASE_URL ends with its version, such as /v1.',
  };
}
