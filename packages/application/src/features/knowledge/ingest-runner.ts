/** Runs ingests in the background: one at a time per source, with progress to follow, cancellable. */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IngestProgress } from '@codexos/protocol/knowledge';
import {
  cloneRepository,
  ingestSource,
  updateRepository,
  type IngestUpdate,
  type KnowledgeIndex,
  type KnowledgeStore,
} from '@codexos/rag-engine';
import { createDeferred } from '@codexos/utils/async';
import { toCodexError, toWireError } from '@codexos/utils/errors';
import type { Logger } from '@codexos/utils/logging';
import type { EmbedRunner } from './embed-runner.ts';
import type { IndexCache } from './index-cache.ts';
import { emptyReport, type ProgressBoard } from './ingest-progress.ts';
import type { KnowledgeRows, SourceRecord } from './knowledge-rows.ts';

export interface IngestRunnerOptions {
  rows: KnowledgeRows;
  store: KnowledgeStore;
  cache: IndexCache;
  board: ProgressBoard;
  /** Takes over when a source has been read, where its base has an embedder. */
  embeds: EmbedRunner;
  onRead: (sourceId: string) => void;
  clock: () => number;
  logger: Logger;
  /** Folder that holds clones of git sources. */
  repositoriesFolder: string;
}

export type IngestRunner = ReturnType<typeof createIngestRunner>;

interface Ingest {
  controller: AbortController;
  finished: Promise<void>;
}

export function createIngestRunner({
  rows,
  store,
  cache,
  board,
  embeds,
  onRead,
  clock,
  logger,
  repositoriesFolder,
}: IngestRunnerOptions) {
  const active = new Map<string, Ingest>();
  let isClosing = false;
  const folderOf = ({ kind, id, location }: SourceRecord): string =>
    kind === 'folder' ? location : join(repositoriesFolder, id);

  const run = async (source: SourceRecord, signal: AbortSignal): Promise<void> => {
    await embeds.replace(source.id);
    const startedAt = clock();
    const onProgress = (update: IngestUpdate): void => {
      // The end is told once the index can be asked, not before.
      if (update.phase !== 'done') board.report(source.id, { ...update, elapsedMs: clock() - startedAt });
    };
    const folder = folderOf(source);
    if (source.kind === 'git') await fetchRepository({ source, folder, signal, onProgress });
    const { index, summary } = await ingestSource({
      sourceId: source.id,
      folder,
      store,
      previous: await previousIndex(source),
      signal,
      onProgress,
      now: clock,
    });
    cache.set(source.id, index);
    await rows.saveIngest(source.id, summary);
    onRead(source.id);
    if ((await rows.baseOf(source)).embedder !== 'none') {
      embeds.start({ ...source, lastIngest: summary });
      return;
    }
    board.report(source.id, {
      phase: 'done',
      filesDone: summary.fileCount,
      filesTotal: summary.fileCount,
      chunkCount: summary.chunkCount,
      bytesDone: summary.byteCount,
      elapsedMs: clock() - startedAt,
    });
  };

  const previousIndex = async (source: SourceRecord): Promise<KnowledgeIndex | undefined> =>
    source.lastIngest ? cache.get(source.id) : undefined;

  return {
    folderOf,
    progressOf: (sourceId: string): IngestProgress | undefined => board.of(sourceId),
    isActive: (sourceId: string): boolean => active.has(sourceId),

    /** Starts reading; a source that is being read already goes on as it is. */
    start(source: SourceRecord): void {
      if (active.has(source.id)) return;
      const controller = new AbortController();
      const finished = createDeferred<void>();
      active.set(source.id, { controller, finished: finished.promise });
      board.report(source.id, emptyReport('queued'));
      rows
        .setReading(source.id, true)
        .then(() => run(source, controller.signal))
        .catch((error: unknown) => {
          const last = board.of(source.id) ?? emptyReport('failed');
          if (controller.signal.aborted) board.report(source.id, { ...last, phase: 'cancelled' });
          else {
            const known = toCodexError(error);
            logger.warn({ err: known, sourceId: source.id }, 'An ingest failed');
            board.report(source.id, { ...last, phase: 'failed', error: toWireError(known) });
          }
        })
        // A reading that the end of the process cuts off is still wanted; it is taken up at the next start.
        .then(() => (isClosing ? undefined : rows.setReading(source.id, false)))
        .catch((error: unknown) =>
          logger.error({ err: error, sourceId: source.id }, 'The state of a source could not be stored'),
        )
        .finally(() => {
          active.delete(source.id);
          finished.resolve();
        });
    },

    /** Stops reading and waits until nothing is written any more. */
    async cancel(sourceId: string): Promise<void> {
      const ingest = active.get(sourceId);
      ingest?.controller.abort(new Error('The ingest was cancelled.'));
      await ingest?.finished;
    },

    /** Resolves when the ingest under way, if any, has ended. */
    async finished(sourceId: string): Promise<void> {
      await active.get(sourceId)?.finished;
    },

    async forget(source: SourceRecord): Promise<void> {
      board.forget(source.id);
      if (source.kind === 'git') await rm(folderOf(source), { recursive: true, force: true });
    },

    async close(): Promise<void> {
      isClosing = true;
      for (const { controller } of active.values()) controller.abort(new Error('The server is stopping.'));
      await Promise.all([...active.values()].map(({ finished }) => finished));
    },
  };
}

interface FetchOptions {
  source: SourceRecord;
  folder: string;
  signal: AbortSignal;
  onProgress: (update: IngestUpdate) => void;
}

async function fetchRepository({ source, folder, signal, onProgress }: FetchOptions): Promise<void> {
  onProgress(emptyReport('cloning'));
  if (existsSync(join(folder, '.git'))) {
    await updateRepository(folder, signal);
    return;
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cloneRepository({
    url: source.location,
    directory: folder,
    signal,
    onProgress: ({ percent }) =>
      onProgress({
        ...emptyReport('cloning'),
        filesDone: percent ?? 0,
        filesTotal: percent === undefined ? 0 : 100,
      }),
  });
}
