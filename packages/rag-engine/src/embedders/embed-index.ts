import type { KnowledgeIndex } from '../lexical/knowledge-index.ts';
import type { ViewChunk } from '../lexical/search-view.ts';
import { createVectorSet, vectorKeyOf, vectorOf, type VectorSet } from '../stores/vector-set.ts';
import type { Embedder } from './embedder.ts';

export interface EmbedIndexOptions {
  index: KnowledgeIndex;
  embedder: Embedder;
  readBlob: (blobHash: string, sourceId: string | undefined) => Promise<string | undefined>;
  /** Vectors of the last time; those of the same embedder and content are kept. */
  previous?: VectorSet | undefined;
  signal?: AbortSignal;
  onProgress?: (progress: { done: number; total: number }) => void;
}

const BATCH = 64;
/** About the input limit of common models, in characters. */
const MAX_CHARS = 6_000;

/** Vectors for every chunk of an index; only chunks without one are sent to the embedder. */
export async function embedIndex(options: EmbedIndexOptions): Promise<VectorSet> {
  const { index, embedder, previous, signal, onProgress } = options;
  const kept = previous?.embedderId === embedder.id ? previous : undefined;
  const entries = new Map<string, Float32Array>();
  const missing: ViewChunk[] = [];
  for (const chunk of index.view().chunks) {
    const known = kept ? vectorOf(kept, vectorKeyOf(chunk)) : undefined;
    if (known) entries.set(vectorKeyOf(chunk), known);
    else missing.push(chunk);
  }
  for (let start = 0; start < missing.length; start += BATCH) {
    signal?.throwIfAborted();
    onProgress?.({ done: start, total: missing.length });
    const batch = missing.slice(start, start + BATCH);
    const vectors = await embedder.embed(
      await Promise.all(batch.map((chunk) => textOf(chunk, options))),
      signal,
    );
    for (const [position, chunk] of batch.entries()) {
      const vector = vectors[position];
      if (vector) entries.set(vectorKeyOf(chunk), vector);
    }
  }
  onProgress?.({ done: missing.length, total: missing.length });
  return createVectorSet(embedder.id, entries);
}

/** The chunk with where it stands, which tells a model what the lines alone do not. */
async function textOf({ document, span }: ViewChunk, { readBlob }: EmbedIndexOptions): Promise<string> {
  const text = (await readBlob(document.blobHash, document.sourceId)) ?? '';
  const lines = text.split(/\r\n|\n|\r/).slice(span.startLine - 1, span.endLine);
  return [[document.path, ...span.parents].join(' › '), ...lines].join('\n').slice(0, MAX_CHARS);
}
