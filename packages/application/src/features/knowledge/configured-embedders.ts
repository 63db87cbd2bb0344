/** The embedders that call a model, as the environment sets them up. */
import type { KnowledgeBase } from '@codexos/protocol/knowledge';
import { createHttpEmbedder, createOllamaEmbedder, type Embedder } from '@codexos/rag-engine';
import { createGuardedFetch } from '@codexos/tools';
import { CodexError } from '@codexos/utils/errors';

export type EmbedderSetting = KnowledgeBase['embedder'];

/** The embedder behind a setting; undefined for `none` and `lsa`. Throws SECRET_MISSING when it is not set up. */
export type EmbedderOf = (setting: EmbedderSetting) => Embedder | undefined;

const OLLAMA_DEFAULT_URL = 'http://127.0.0.1:11434';
/** A batch of texts on a machine without a graphics card takes its time. */
const ANSWER_MS = 120_000;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

export function configureEmbedders(readSecret: (name: string) => string | undefined): EmbedderOf {
  const need = (name: string, hint: string): string => {
    const value = readSecret(name);
    if (value !== undefined) return value;
    throw new CodexError({
      code: 'SECRET_MISSING',
      message: `This embedder is not set up: ${name} is not set.`,
      hint: `${hint} Set ${name} in the environment or in .env, then start the server again.`,
      details: { variable: name },
    });
  };

  const http = (): Embedder => {
    const baseUrl = need('EMBEDDINGS_BASE_URL', 'Any server with the embeddings API of OpenAI will do.');
    return createHttpEmbedder({
      baseUrl,
      model: need('EMBEDDINGS_MODEL', 'Name a model of that server, such as text-embedding-3-small.'),
      apiKey: readSecret('EMBEDDINGS_API_KEY'),
      fetch: fetchFrom(baseUrl, 'EMBEDDINGS_BASE_URL'),
    });
  };

  const ollama = (): Embedder => {
    const baseUrl = readSecret('OLLAMA_BASE_URL') ?? OLLAMA_DEFAULT_URL;
    return createOllamaEmbedder({
      baseUrl,
      model: need('OLLAMA_EMBEDDING_MODEL', 'Name a model that Ollama has, such as nomic-embed-text.'),
      fetch: fetchFrom(baseUrl, 'OLLAMA_BASE_URL'),
    });
  };

  return (setting) => {
    switch (setting) {
      case 'none':
      case 'lsa':
        return undefined;
      case 'http':
        return http();
      case 'ollama':
        return ollama();
    }
  };
}

/** Naming the address in the environment is the permission to call it, and no other that it may redirect to. */
function fetchFrom(baseUrl: string, variable: string) {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new CodexError({
      code: 'SECRET_MISSING',
      message: `${variable} is not an address.`,
      hint: `Write it with its protocol, for example ${variable}=${OLLAMA_DEFAULT_URL}.`,
      details: { variable },
    });
  }
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port;
  return createGuardedFetch({
    allow: [`${url.hostname}:${port}`],
    timeoutMs: ANSWER_MS,
    maxBytes: MAX_ANSWER_BYTES,
  });
}
