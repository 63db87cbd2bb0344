/**
 * Where the result of an ingest lives: the text of every cited blob, and one snapshot of the index per source.
 * Blobs are content-addressed: writing one twice is harmless, and an ingest that dies leaves only unused ones.
 */
export interface KnowledgeStore {
  /** The snapshot of the last finished ingest. */
  loadIndex(sourceId: string): Promise<Uint8Array | undefined>;
  /** Replaces the snapshot in one step: a reader sees the old or the new one, never a mixture. */
  saveIndex(sourceId: string, snapshot: Uint8Array): Promise<void>;
  /** Keeps texts by blob hash. */
  putBlobs(sourceId: string, blobs: readonly StoredBlob[]): Promise<void>;
  readBlob(sourceId: string, blobHash: string): Promise<string | undefined>;
  /** Forgets everything of a source. */
  deleteSource(sourceId: string): Promise<void>;
}

export interface StoredBlob {
  hash: string;
  text: string;
}
