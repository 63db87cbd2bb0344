/** Vectors of sources: made by an embedder or fitted on the index, kept, and searched when they are complete. */
import {
  createVectorSearch,
  embedIndex,
  fitLsa,
  vectorKeyOf,
  type Embedder,
  type EvaluateSourceOptions,
  type KnowledgeIndex,
  type KnowledgeStore,
  type VectorSearch,
  type VectorSet,
} from '@codexos/rag-engine';
import type { VectorStore } from '../../adapters/sql-vector-store.ts';
import type { EmbedderOf, EmbedderSetting } from './configured-embedders.ts';
import type { IndexCache } from './index-cache.ts';
import { rememberVectors } from './remember-vectors.ts';

export interface SourceVectorsOptions {
  embedderOf: EmbedderOf;
  vectorStore: VectorStore;
  store: KnowledgeStore;
  cache: IndexCache;
  clock: () => number;
}

export interface MakeVectorsOptions {
  setting: EmbedderSetting;
  sourceId: string;
  /** All sources that are asked together with this one, itself among them. */
  baseSourceIds: readonly string[];
  signal: AbortSignal;
  onProgress: (progress: { done: number; total: number }) => void;
}

export interface VectorSearchFor {
  setting: EmbedderSetting;
  sourceIds: readonly string[];
  /** The index over these sources that is about to be asked. */
  index: KnowledgeIndex;
}

export type SourceVectors = ReturnType<typeof createSourceVectors>;

/** A question waits this long for its vector, then it is answered by words alone. */
const QUESTION_MS = 10_000;
/** After a failure questions do without the embedder for so long. */
const REST_MS = 30_000;

export function createSourceVectors({ embedderOf, vectorStore, store, cache, clock }: SourceVectorsOptions) {
  const sets = new Map<string, VectorSet>();
  // Vectors of a failed or cancelled try, so that the next one asks only for the rest.
  const tries = new Map<string, Embedder>();
  const fits = new WeakMap<KnowledgeIndex, VectorSearch>();
  const complete = new WeakMap<KnowledgeIndex, VectorSet>();
  let restsUntil = 0;

  const setOf = async (sourceId: string, embedderId: string): Promise<VectorSet | undefined> => {
    const known = sets.get(sourceId);
    if (known?.embedderId === embedderId) return known;
    const loaded = await vectorStore.load(sourceId, embedderId);
    if (loaded) sets.set(sourceId, loaded);
    return loaded;
  };

  /** The set of a source when no chunk is without a vector. */
  const completeSetOf = async (sourceId: string, embedderId: string): Promise<VectorSet | undefined> => {
    const [index, set] = [await cache.get(sourceId), await setOf(sourceId, embedderId)];
    if (!index || !set) return undefined;
    if (complete.get(index) === set) return set;
    if (!index.view().chunks.every((chunk) => set.rows.has(vectorKeyOf(chunk)))) return undefined;
    complete.set(index, set);
    return set;
  };

  const fit = async (sourceIds: readonly string[], signal: AbortSignal): Promise<void> => {
    const index = await cache.over(sourceIds);
    if (index && !fits.has(index)) fits.set(index, await fitLsa(index, signal));
  };

  const embed = async (embedder: Embedder, options: MakeVectorsOptions): Promise<void> => {
    const { sourceId, signal, onProgress } = options;
    const index = await cache.get(sourceId);
    if (!index) return;
    const known = tries.get(sourceId);
    const remembering = known?.id === embedder.id ? known : rememberVectors(embedder);
    tries.set(sourceId, remembering);
    const set = await embedIndex({
      index,
      embedder: remembering,
      readBlob: (blobHash) => store.readBlob(sourceId, blobHash),
      previous: await setOf(sourceId, embedder.id),
      signal,
      onProgress,
    });
    signal.throwIfAborted();
    await vectorStore.save(sourceId, set);
    sets.set(sourceId, set);
    tries.delete(sourceId);
    restsUntil = 0;
  };

  return {
    /** Throws SECRET_MISSING when the embedder is not set up. */
    assertConfigured: (setting: EmbedderSetting): void => void embedderOf(setting),

    /** Makes what is missing. Throws SECRET_MISSING, MODEL_FAILED, UNAVAILABLE or the signal's reason. */
    async make(options: MakeVectorsOptions): Promise<void> {
      const { setting, sourceId, baseSourceIds, signal } = options;
      const embedder = embedderOf(setting);
      if (embedder) return embed(embedder, options);
      if (setting === 'none') return;
      await fit([sourceId], signal);
      if (baseSourceIds.length > 1) await fit(baseSourceIds, signal);
    },

    /** Undefined until every source has all its vectors. */
    async searchFor({ setting, sourceIds, index }: VectorSearchFor): Promise<VectorSearch | undefined> {
      if (setting === 'none') return undefined;
      if (setting === 'lsa') return fits.get(index);
      const embedder = embedderOf(setting);
      if (!embedder || clock() < restsUntil) return undefined;
      const found: VectorSet[] = [];
      for (const sourceId of sourceIds) {
        if ((await cache.get(sourceId)) === undefined) continue;
        const set = await completeSetOf(sourceId, embedder.id);
        if (!set) return undefined;
        found.push(set);
      }
      return searchAll(found, embedder);
    },

    /** Whether making vectors would help: a model that just failed is left alone. */
    isWanting: (setting: EmbedderSetting): boolean => setting === 'lsa' || clock() >= restsUntil,

    /** Questions do without a model for a while; what was fitted here needs none. */
    rest(): void {
      restsUntil = clock() + REST_MS;
    },

    /** How an evaluation makes its vectors; undefined without an embedder. */
    forEvaluation(setting: EmbedderSetting): EvaluateSourceOptions['embed'] {
      if (setting === 'lsa') return (index, _readText, signal) => fitLsa(index, signal);
      const model = embedderOf(setting);
      if (!model) return undefined;
      // The two corpora differ in comments only, and every setting asks the same questions.
      const embedder = rememberVectors(model);
      return async (index, readText, signal) => {
        const pathOf = new Map(index.list().map(({ blobHash, path }) => [blobHash, path]));
        const vectors = await embedIndex({
          index,
          embedder,
          readBlob: async (blobHash) => readText(pathOf.get(blobHash) ?? ''),
          ...(signal ? { signal } : {}),
        });
        return createVectorSearch({ vectors, embedder });
      };
    },

    async deleteSource(sourceId: string): Promise<void> {
      sets.delete(sourceId);
      tries.delete(sourceId);
      await vectorStore.deleteSource(sourceId);
    },
  };
}

/** One question over the sets of several sources: a chunk has its vector in one of them, named by its content. */
function searchAll(sets: readonly VectorSet[], embedder: Embedder): VectorSearch {
  const remembering = rememberVectors(embedder);
  const searches = sets.map((vectors) => createVectorSearch({ vectors, embedder: remembering }));
  return {
    embedderId: embedder.id,
    async similarities(query, view, signal) {
      const timeout = AbortSignal.timeout(QUESTION_MS);
      const both = signal ? AbortSignal.any([signal, timeout]) : timeout;
      const scores = new Float64Array(view.chunks.length);
      for (const search of searches) {
        const found = await search.similarities(query, view, both);
        for (const [chunkId, score] of found.entries())
          scores[chunkId] = Math.max(scores[chunkId] ?? 0, score);
      }
      return scores;
    },
  };
}
