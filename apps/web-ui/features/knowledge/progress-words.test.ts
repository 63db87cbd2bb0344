import type { IngestProgress } from '@codexos/protocol/knowledge';
import { describe, expect, it } from 'vitest';
import { isIngestActive, isReadable, progressWords, vectorProblem } from './progress-words';

const at = (part: Partial<IngestProgress>): IngestProgress =>
  ({
    phase: 'parsing',
    filesDone: 0,
    filesTotal: 0,
    chunkCount: 0,
    bytesDone: 0,
    elapsedMs: 0,
    ...part,
  }) as IngestProgress;

describe('progressWords', () => {
  it('counts files and time left', () => {
    expect(progressWords(at({ filesDone: 120, filesTotal: 1480, timeLeftMs: 12_000 }))).toEqual({
      phase: 'Reading files',
      percent: 8,
      counts: '120 of 1,480 files',
      timeLeft: 'about 12 s left',
    });
  });

  it('shows no share while the end is not known', () => {
    expect(progressWords(at({ phase: 'cloning', bytesDone: 2_500_000 }))).toEqual({
      phase: 'Fetching the repository',
      counts: '2.5 MB',
    });
  });

  it('promises no time once it has ended', () => {
    expect(progressWords(at({ phase: 'cancelled', timeLeftMs: 5_000 })).timeLeft).toBeUndefined();
  });
});

describe('vectorProblem', () => {
  const error = { code: 'UNAVAILABLE', title: 'Not there', message: 'No answer.' } as const;

  it('is the error of a source that was read all the same', () => {
    expect(vectorProblem(at({ phase: 'done', error }))).toBe(error);
  });

  it('is not there while the source is read, when reading failed, or when all went well', () => {
    expect(vectorProblem(at({ phase: 'failed', error }))).toBeUndefined();
    expect(vectorProblem(at({ phase: 'embedding' }))).toBeUndefined();
    expect(vectorProblem(at({ phase: 'done' }))).toBeUndefined();
    expect(vectorProblem(undefined)).toBeUndefined();
  });
});

describe('phases', () => {
  it('answers are possible while vectors still follow', () => {
    expect([isReadable('embedding'), isIngestActive('embedding')]).toEqual([true, true]);
    expect([isReadable('parsing'), isIngestActive('failed')]).toEqual([false, false]);
  });
});
