import { z } from 'zod';
import type { Embedder, EmbedderFetch } from './embedder.ts';
import { embeddingFailed, postJson } from './post-json.ts';

export interface HttpEmbedderOptions {
  /** Up to and including the version, such as `https://api.openai.com/v1`. */
  baseUrl: string;
  model: string;
  apiKey?: string | undefined;
  /** Asks the model for shorter vectors, where it can. */
  dimensions?: number | undefined;
  fetch: EmbedderFetch;
  /** Texts per request; default 64. */
  batchSize?: number;
}

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1) })),
});

/** Any server that speaks the OpenAI embeddings format. */
export function createHttpEmbedder(options: HttpEmbedderOptions): Embedder {
  const { baseUrl, model, apiKey, dimensions, fetch, batchSize = 64 } = options;
  const url = `${baseUrl.replace(/\/+$/, '')}/embeddings`;
  return {
    id: `http:${model}${dimensions === undefined ? '' : `:${dimensions}`}@${baseUrl}`,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += batchSize) {
        const input = texts.slice(start, start + batchSize);
        const answer = await postJson({
          fetch,
          url,
          headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
          body: {
            model,
            input,
            encoding_format: 'float',
            ...(dimensions === undefined ? {} : { dimensions }),
          },
          signal,
        });
        vectors.push(...inOrder(answer, input.length));
      }
      return vectors;
    },
  };
}

function inOrder(answer: unknown, count: number): Float32Array[] {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success)
    throw embeddingFailed('the answer does not have the shape of embeddings', parsed.error);
  const sorted = parsed.data.data.toSorted((left, right) => left.index - right.index);
  if (sorted.length !== count)
    throw embeddingFailed(`${count} texts were sent and ${sorted.length} vectors came back`);
  return sorted.map(({ embedding }) => Float32Array.from(embedding));
}
