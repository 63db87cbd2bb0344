import type { IngestProgress } from '@codexos/protocol/knowledge';

/** One report of how far an ingest is; the caller adds the source. */
export type IngestUpdate = Omit<IngestProgress, 'sourceId' | 'error'>;

export interface Progress {
  enter(phase: IngestUpdate['phase'], counts?: { filesTotal?: number }): void;
  advance(done: { files?: number; bytes?: number; chunks?: number }): void;
  elapsedMs(): number;
}

export interface CreateProgressOptions {
  onProgress: ((update: IngestUpdate) => void) | undefined;
  now: () => number;
}

/** Reports at most this often while files are read. */
const REPORT_EVERY_MS = 100;
/** Before this an estimate would only be noise. */
const ESTIMATE_AFTER_MS = 500;

export function createProgress({ onProgress, now }: CreateProgressOptions): Progress {
  const startedAt = now();
  const state = { filesDone: 0, filesTotal: 0, chunkCount: 0, bytesDone: 0 };
  let phase: IngestUpdate['phase'] = 'queued';
  let phaseStartedAt = startedAt;
  let reportedAt = Number.NEGATIVE_INFINITY;

  const report = (): void => {
    reportedAt = now();
    onProgress?.({ phase, ...state, elapsedMs: reportedAt - startedAt, ...timeLeft(reportedAt) });
  };

  const timeLeft = (at: number): { timeLeftMs?: number } => {
    const spent = at - phaseStartedAt;
    if (phase !== 'parsing' || state.filesDone === 0 || spent < ESTIMATE_AFTER_MS) return {};
    return { timeLeftMs: Math.round((spent / state.filesDone) * (state.filesTotal - state.filesDone)) };
  };

  return {
    enter(next, counts = {}) {
      phase = next;
      phaseStartedAt = now();
      Object.assign(state, counts);
      report();
    },
    advance({ files = 0, bytes = 0, chunks = 0 }) {
      state.filesDone += files;
      state.bytesDone += bytes;
      state.chunkCount += chunks;
      if (now() - reportedAt >= REPORT_EVERY_MS) report();
    },
    elapsedMs: () => now() - startedAt,
  };
}
