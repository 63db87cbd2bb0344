/** Loaded indexes by source, and one merged index for each set of sources that is asked together. */
import { deserializeIndex, KnowledgeIndex, type KnowledgeStore } from '@codexos/rag-engine';

export type IndexCache = ReturnType<typeof createIndexCache>;

/** `onChange` is told of what changed here, for the caches of other processes. */
export function createIndexCache(store: KnowledgeStore, onChange: (sourceId: string) => void) {
  const indexes = new Map<string, Promise<KnowledgeIndex | undefined>>();
  const merged = new Map<string, { parts: readonly KnowledgeIndex[]; index: KnowledgeIndex }>();

  const load = async (sourceId: string): Promise<KnowledgeIndex | undefined> => {
    const snapshot = await store.loadIndex(sourceId);
    return snapshot && deserializeIndex(snapshot);
  };

  const get = (sourceId: string): Promise<KnowledgeIndex | undefined> => {
    const known = indexes.get(sourceId);
    if (known) return known;
    const loading = load(sourceId);
    indexes.set(sourceId, loading);
    // A failed load must not stay: the next question tries again.
    loading.catch(() => indexes.delete(sourceId));
    return loading;
  };

  return {
    get,

    set(sourceId: string, index: KnowledgeIndex): void {
      indexes.set(sourceId, Promise.resolve(index));
      onChange(sourceId);
    },

    delete(sourceId: string): void {
      indexes.delete(sourceId);
      onChange(sourceId);
    },

    /** Another process has read the source anew, or all of them when none is named. */
    forget(sourceId?: string): void {
      if (sourceId === undefined) indexes.clear();
      else indexes.delete(sourceId);
    },

    /** One index over several sources; undefined when none of them has been read. */
    async over(sourceIds: readonly string[]): Promise<KnowledgeIndex | undefined> {
      const loaded = await Promise.all(
        sourceIds.map(async (sourceId) => ({ sourceId, index: await get(sourceId) })),
      );
      const parts = loaded.flatMap(({ sourceId, index }) => (index ? [{ sourceId, index }] : []));
      if (parts.length === 0) return undefined;
      const key = parts.map(({ sourceId }) => sourceId).join(',');
      const known = merged.get(key);
      if (known && parts.every(({ index }, position) => known.parts[position] === index)) return known.index;
      const index = KnowledgeIndex.merge(parts);
      merged.set(key, { parts: parts.map((part) => part.index), index });
      return index;
    },
  };
}
