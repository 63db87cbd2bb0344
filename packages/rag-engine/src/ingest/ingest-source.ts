import type { IngestSummary } from '@codexos/protocol/knowledge';
import { createChunkPool, type ChunkPool } from '../chunkers/chunk-pool.ts';
import { KnowledgeIndex } from '../lexical/knowledge-index.ts';
import { serializeIndex } from '../lexical/serialize-index.ts';
import type { FileLimits } from '../loaders/file-rules.ts';
import { listSource, type SourceListing } from '../loaders/list-source.ts';
import { createSourceReader, type SourceFile } from '../loaders/read-source-file.ts';
import type { KnowledgeStore, StoredBlob } from '../stores/knowledge-store.ts';
import { createProgress, type IngestUpdate, type Progress } from './progress.ts';

export interface IngestSourceOptions {
  sourceId: string;
  /** Folder to read: a plain one or a git work tree. */
  folder: string;
  store: KnowledgeStore;
  /** Index of the last ingest; unchanged files are taken from it. It is not changed. */
  previous?: KnowledgeIndex | undefined;
  limits?: FileLimits;
  signal?: AbortSignal;
  onProgress?: (update: IngestUpdate) => void;
  /** Epoch ms; for tests. */
  now?: () => number;
}

export interface IngestResult {
  index: KnowledgeIndex;
  summary: IngestSummary;
}

/**
 * Reads a folder into an index. Only new and changed files are parsed; an ingest that is aborted or fails
 * leaves the stored index as it was. Rejects with SOURCE_INVALID, GIT_FAILED or the signal's reason.
 */
export async function ingestSource(options: IngestSourceOptions): Promise<IngestResult> {
  const { folder, signal, onProgress, store, sourceId, now = Date.now } = options;
  signal?.throwIfAborted();
  const progress = createProgress({ onProgress, now });
  progress.enter('listing');
  const listing = await listSource(folder, signal);
  progress.enter('parsing', { filesTotal: listing.paths.length });
  const state = createState(options, listing, progress);
  await using pool = createChunkPool();
  const stop = (): void => void pool.close();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await readFiles(state, pool);
    signal?.throwIfAborted();
    removeGone(state);
    progress.enter('indexing');
    await state.flushBlobs();
    await store.saveIndex(sourceId, serializeIndex(state.index));
    state.index.view();
  } catch (error) {
    // Closing the pool rejects its work; the reason of the abort is what the caller wants to see.
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  const summary = summarize(state, listing, now);
  progress.enter('done');
  return { index: state.index, summary };
}

interface State {
  listing: SourceListing;
  previous: KnowledgeIndex | undefined;
  previousByBlob: Map<string, string>;
  index: KnowledgeIndex;
  progress: Progress;
  limits: FileLimits | undefined;
  signal: AbortSignal | undefined;
  kept: Set<string>;
  skipped: Record<string, number>;
  counts: { added: number; changed: number; removed: number; unchanged: number; bytes: number };
  keepBlob(blob: StoredBlob): Promise<void>;
  flushBlobs(): Promise<void>;
}

/** Texts wait for each other up to this size, so that a store writes few large batches. */
const BLOB_BATCH_CHARS = 1_000_000;

function createState(options: IngestSourceOptions, listing: SourceListing, progress: Progress): State {
  const { previous, store, sourceId, limits, signal } = options;
  let waiting: StoredBlob[] = [];
  let size = 0;
  const flushBlobs = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    size = 0;
    if (batch.length > 0) await store.putBlobs(sourceId, batch);
  };
  return {
    listing,
    previous,
    previousByBlob: new Map(previous?.list().map((document) => [blobKey(document), document.path])),
    index: previous?.clone() ?? new KnowledgeIndex(),
    progress,
    limits,
    signal,
    kept: new Set(),
    skipped: {},
    counts: { added: 0, changed: 0, removed: 0, unchanged: 0, bytes: 0 },
    async keepBlob(blob) {
      waiting.push(blob);
      size += blob.text.length;
      if (size > BLOB_BATCH_CHARS) await flushBlobs();
    },
    flushBlobs,
  };
}

/** The same content is cut the same way only in the same language. */
function blobKey({ blobHash, path }: { blobHash: string; path: string }): string {
  return `${blobHash}\0${path.slice(path.lastIndexOf('.') + 1)}`;
}

/** Files under way at once: enough to keep the threads fed, few enough to bound memory. */
const LANES = 8;

async function readFiles(state: State, pool: ChunkPool): Promise<void> {
  const { paths } = state.listing;
  const read = createSourceReader(state.listing.root, state.limits);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < paths.length) {
      state.signal?.throwIfAborted();
      const path = paths[next++] as string;
      await takeFile(state, pool, await read(path));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function takeFile(state: State, pool: ChunkPool, file: SourceFile): Promise<void> {
  const { index, previous, progress, counts, listing } = state;
  if ('skip' in file) {
    state.skipped[file.skip] = (state.skipped[file.skip] ?? 0) + 1;
    progress.advance({ files: 1 });
    return;
  }
  const { path, text, bytes, blobHash } = file;
  const before = previous?.get(path);
  state.kept.add(path);
  counts.bytes += bytes;
  if (before?.blobHash === blobHash) counts.unchanged += 1;
  else if (before) counts.changed += 1;
  else counts.added += 1;
  const twin =
    before?.blobHash === blobHash ? before : previous?.get(state.previousByBlob.get(blobKey(file)) ?? '');
  if (twin) {
    index.putCopy(twin, { path, commit: listing.commit });
  } else {
    await state.keepBlob({ hash: blobHash, text });
    index.put({ path, blobHash, bytes, commit: listing.commit, file: await pool.chunk(path, text) });
  }
  progress.advance({ files: 1, bytes, chunks: index.get(path)?.spans.length ?? 0 });
}

function removeGone(state: State): void {
  for (const { path } of state.previous?.list() ?? []) {
    if (state.kept.has(path)) continue;
    state.index.remove(path);
    state.counts.removed += 1;
  }
}

function summarize(
  { index, counts, skipped, progress }: State,
  { commit }: SourceListing,
  now: () => number,
): IngestSummary {
  const { bytes, ...changes } = counts;
  return {
    ...changes,
    skipped,
    chunkCount: index.chunkCount,
    fileCount: index.documentCount,
    byteCount: bytes,
    durationMs: progress.elapsedMs(),
    finishedAt: now(),
    ...(commit === undefined ? {} : { commit }),
  };
}
