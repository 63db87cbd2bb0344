import { z } from 'zod';
import type { Embedder, EmbedderFetch } from './embedder.ts';
import { embeddingFailed, postJson } from './post-json.ts';

export interface OllamaEmbedderOptions {
  /** Such as `http://127.0.0.1:11434`. */
  baseUrl: string;
  model: string;
  fetch: EmbedderFetch;
  /** Texts per request; default 32. */
  batchSize?: number;
}

const answerSchema = z.object({ embeddings: z.array(z.array(z.number()).min(1)) });

/** A model of a local Ollama server, by its own `/api/embed`. */
export function createOllamaEmbedder({
  baseUrl,
  model,
  fetch,
  batchSize = 32,
}: OllamaEmbedderOptions): Embedder {
  const url = `${baseUrl.replace(/\/+$/, '')}/api/embed`;
  return {
    id: `ollama:${model}@${baseUrl}`,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += batchSize) {
        const input = texts.slice(start, start + batchSize);
        const parsed = answerSchema.safeParse(await postJson({ fetch, url, body: { model, input }, signal }));
        if (!parsed.success)
          throw embeddingFailed('the answer does not have the shape of embeddings', parsed.error);
        const { embeddings } = parsed.data;
        if (embeddings.length !== input.length)
          throw embeddingFailed(`${input.length} texts were sent and ${embeddings.length} vectors came back`);
        vectors.push(...embeddings.map((embedding) => Float32Array.from(embedding)));
      }
      return vectors;
    },
  };
}
