import { CodexError } from '@codexos/utils/errors';
import type { VectorSearch } from '../stores/vector-search.ts';
import { dot, toUnit, vectorKeyOf, vectorOf, type VectorSet } from '../stores/vector-set.ts';
import type { Embedder } from './embedder.ts';

/** Exact search over stored vectors. Throws MODEL_FAILED when the vectors are not this embedder's. */
export function createVectorSearch({
  vectors,
  embedder,
}: {
  vectors: VectorSet;
  embedder: Embedder;
}): VectorSearch {
  if (vectors.embedderId !== embedder.id) {
    throw new CodexError({
      code: 'MODEL_FAILED',
      message: `The stored vectors were made by ${vectors.embedderId} and cannot be compared with ${embedder.id}.`,
      hint: 'Embed the knowledge base again.',
    });
  }
  return {
    embedderId: embedder.id,
    async similarities(query, view, signal) {
      const [embedded] = await embedder.embed([query], signal);
      const scores = new Float64Array(view.chunks.length);
      if (!embedded) return scores;
      const unit = toUnit(embedded);
      for (const [chunkId, chunk] of view.chunks.entries()) {
        const vector = vectorOf(vectors, vectorKeyOf(chunk));
        if (vector) scores[chunkId] = Math.max(0, dot(unit, vector));
      }
      return scores;
    },
  };
}
