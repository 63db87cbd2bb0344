import type { IngestPhase, IngestProgress } from '@codexos/protocol/knowledge';
import { formatBytes, formatCount, formatDuration } from '../../lib/format';

const PHASES: Record<IngestPhase, string> = {
  queued: 'Waiting to start',
  cloning: 'Fetching the repository',
  listing: 'Looking for files',
  parsing: 'Reading files',
  indexing: 'Building the index',
  embedding: 'Computing vectors',
  done: 'Read',
  failed: 'Reading failed',
  cancelled: 'Reading was stopped',
};

export const isIngestActive = (phase: IngestPhase | undefined): boolean =>
  phase !== undefined && phase !== 'done' && phase !== 'failed' && phase !== 'cancelled';

/** Answers are possible from here on: vectors only follow. */
export const isReadable = (phase: IngestPhase | undefined): boolean =>
  phase === 'done' || phase === 'embedding';

/** What did not work although the source was read: the words are there, the vectors are not. */
export const vectorProblem = (progress: IngestProgress | undefined): IngestProgress['error'] =>
  progress?.phase === 'done' ? progress.error : undefined;

export interface ProgressWords {
  phase: string;
  /** Share from 0 to 100; absent while the end is not known. */
  percent?: number;
  /** `120 of 480 files` */
  counts?: string;
  /** `about 12 s left` */
  timeLeft?: string;
}

/** How far an ingest is, in words and numbers. */
export function progressWords(progress: IngestProgress): ProgressWords {
  const { phase, filesDone, filesTotal, bytesDone, timeLeftMs } = progress;
  const words: ProgressWords = { phase: PHASES[phase] };
  if (filesTotal > 0) {
    words.percent = Math.min(100, Math.round((filesDone / filesTotal) * 100));
    words.counts = `${filesDone.toLocaleString('en')} of ${formatCount(filesTotal, 'file')}`;
  } else if (bytesDone > 0) {
    words.counts = formatBytes(bytesDone);
  }
  if (timeLeftMs !== undefined && isIngestActive(phase)) {
    words.timeLeft = timeLeftMs < 1_000 ? 'less than 1 s left' : `about ${formatDuration(timeLeftMs)} left`;
  }
  return words;
}
