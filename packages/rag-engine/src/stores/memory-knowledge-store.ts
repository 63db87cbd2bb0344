import type { KnowledgeStore } from './knowledge-store.ts';

/** Keeps everything in this process; for tests, the evaluation and one-off searches. */
export function createMemoryKnowledgeStore(): KnowledgeStore {
  const snapshots = new Map<string, Uint8Array>();
  const blobs = new Map<string, Map<string, string>>();
  return {
    loadIndex: (sourceId) => Promise.resolve(snapshots.get(sourceId)),
    saveIndex(sourceId, snapshot) {
      snapshots.set(sourceId, snapshot.slice());
      return Promise.resolve();
    },
    putBlobs(sourceId, added) {
      const known = blobs.get(sourceId) ?? new Map<string, string>();
      for (const { hash, text } of added) known.set(hash, text);
      blobs.set(sourceId, known);
      return Promise.resolve();
    },
    readBlob: (sourceId, blobHash) => Promise.resolve(blobs.get(sourceId)?.get(blobHash)),
    deleteSource(sourceId) {
      snapshots.delete(sourceId);
      blobs.delete(sourceId);
      return Promise.resolve();
    },
  };
}
