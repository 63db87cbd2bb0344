import type { Embedder } from '@codexos/rag-engine';

/** The same embedder, asking for each text once: a retry or a second question costs nothing. */
export function rememberVectors(embedder: Embedder): Embedder {
  const known = new Map<string, Float32Array>();
  return {
    id: embedder.id,
    async embed(texts, signal) {
      const missing = [...new Set(texts)].filter((text) => !known.has(text));
      if (missing.length > 0) {
        const vectors = await embedder.embed(missing, signal);
        for (const [position, text] of missing.entries()) {
          const vector = vectors[position];
          if (vector) known.set(text, vector);
        }
      }
      return texts.map((text) => known.get(text) ?? new Float32Array(0));
    },
  };
}
