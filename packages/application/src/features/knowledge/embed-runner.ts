/** Makes vectors in the background, one source at a time, after its reading has ended. Cancellable. */
import { createDeferred } from '@codexos/utils/async';
import { CodexError, toCodexError, toWireError } from '@codexos/utils/errors';
import type { Logger } from '@codexos/utils/logging';
import { emptyReport, type ProgressBoard, type ProgressReport } from './ingest-progress.ts';
import type { KnowledgeRows, SourceRecord } from './knowledge-rows.ts';
import type { SourceVectors } from './source-vectors.ts';

export interface EmbedRunnerOptions {
  rows: KnowledgeRows;
  vectors: SourceVectors;
  board: ProgressBoard;
  clock: () => number;
  logger: Logger;
}

export type EmbedRunner = ReturnType<typeof createEmbedRunner>;

interface Job {
  controller: AbortController;
  finished: Promise<void>;
}

/** Why a job ended early: a person said so, or something else takes its place and reports for itself. */
const CANCELLED = new Error('The vectors were cancelled.');
const REPLACED = new Error('Something else took the place of this work.');
/** Before this an estimate would only be noise. */
const ESTIMATE_AFTER_MS = 500;

export function createEmbedRunner({ rows, vectors, board, clock, logger }: EmbedRunnerOptions) {
  const jobs = new Map<string, Job>();
  let queue: Promise<void> = Promise.resolve();

  const make = async (source: SourceRecord, signal: AbortSignal): Promise<void> => {
    const startedAt = clock();
    const base = await rows.baseOf(source);
    await vectors.make({
      setting: base.embedder,
      sourceId: source.id,
      baseSourceIds: base.sourceIds,
      signal,
      onProgress: (progress) => {
        const elapsedMs = clock() - startedAt;
        if (!signal.aborted) board.report(source.id, embeddingReport(source, { ...progress, elapsedMs }));
      },
    });
    signal.throwIfAborted();
    board.report(source.id, readReport(source, 'done', clock() - startedAt));
  };

  const fail = (source: SourceRecord, error: unknown, signal: AbortSignal): void => {
    if (signal.reason === REPLACED) return;
    if (signal.aborted) {
      board.report(source.id, readReport(source, 'cancelled', 0));
      return;
    }
    const known = toCodexError(error);
    logger.warn({ err: known, sourceId: source.id }, 'Vectors could not be made');
    board.report(source.id, { ...readReport(source, 'done', 0), error: toWireError(withoutVectors(known)) });
  };

  const end = async (sourceId: string, reason: Error): Promise<void> => {
    const job = jobs.get(sourceId);
    job?.controller.abort(reason);
    await job?.finished;
  };

  return {
    isActive: (sourceId: string): boolean => jobs.has(sourceId),

    /** Starts anew, in place of work on the same source. Its phase is `embedding` from now on. */
    start(source: SourceRecord): void {
      jobs.get(source.id)?.controller.abort(REPLACED);
      const controller = new AbortController();
      const finished = createDeferred<void>();
      const job = { controller, finished: finished.promise };
      jobs.set(source.id, job);
      board.report(source.id, readReport(source, 'embedding', 0));
      const work = async (): Promise<void> => {
        try {
          controller.signal.throwIfAborted();
          await make(source, controller.signal);
        } catch (error) {
          fail(source, error, controller.signal);
        } finally {
          if (jobs.get(source.id) === job) jobs.delete(source.id);
          finished.resolve();
        }
      };
      queue = queue.then(work);
    },

    /** Stops and waits until nothing is written any more; the source stands as `cancelled`. */
    cancel: (sourceId: string): Promise<void> => end(sourceId, CANCELLED),

    /** Stops without a word, because the caller reports what comes next. */
    replace: (sourceId: string): Promise<void> => end(sourceId, REPLACED),

    /** Says that a source stands as it was read, with nothing to follow. */
    settle(source: SourceRecord): void {
      if (board.of(source.id)) board.report(source.id, readReport(source, 'done', 0));
    },

    /** Resolves when the vectors under way, if any, are made. */
    async finished(sourceId: string): Promise<void> {
      await jobs.get(sourceId)?.finished;
    },

    async close(): Promise<void> {
      for (const { controller } of jobs.values()) controller.abort(REPLACED);
      await queue;
    },
  };
}

function readReport(
  { lastIngest }: SourceRecord,
  phase: ProgressReport['phase'],
  elapsedMs: number,
): ProgressReport {
  if (!lastIngest) return { ...emptyReport(phase), elapsedMs };
  const { fileCount, chunkCount, byteCount, durationMs } = lastIngest;
  return {
    phase,
    filesDone: phase === 'embedding' ? 0 : fileCount,
    filesTotal: fileCount,
    chunkCount,
    bytesDone: byteCount,
    elapsedMs: durationMs + elapsedMs,
  };
}

/** Chunks are embedded in the order of their files, so their share is about the share of files. */
function embeddingReport(
  source: SourceRecord,
  { done, total, elapsedMs }: { done: number; total: number; elapsedMs: number },
): ProgressReport {
  const report = readReport(source, 'embedding', elapsedMs);
  const share = total === 0 ? 1 : done / total;
  return {
    ...report,
    filesDone: Math.floor(report.filesTotal * share),
    ...(share > 0 && elapsedMs > ESTIMATE_AFTER_MS
      ? { timeLeftMs: Math.round((elapsedMs / share) * (1 - share)) }
      : {}),
  };
}

/** The error as a warning: what it takes away, and what to do. */
function withoutVectors(error: CodexError): CodexError {
  return new CodexError({
    code: error.code,
    message: `Answers go on by words alone, without vectors. ${error.message}`,
    hint: [error.hint, 'Read the source again to try once more.'].filter(Boolean).join(' '),
    ...(error.details === undefined ? {} : { details: error.details }),
    cause: error,
  });
}
