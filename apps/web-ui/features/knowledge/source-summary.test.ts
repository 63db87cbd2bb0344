import type { IngestSummary } from '@codexos/protocol/knowledge';
import { describe, expect, it } from 'vitest';
import { changeWords, sizeFacts, skippedWords } from './source-summary';

const summary: IngestSummary = {
  added: 12,
  changed: 0,
  removed: 1,
  unchanged: 1640,
  skipped: { 'lock file': 1, binary: 20 },
  chunkCount: 3000,
  fileCount: 1652,
  byteCount: 1_646_750,
  durationMs: 2160,
  finishedAt: 0,
};

describe('what a reading did', () => {
  it('names only what happened', () => {
    expect(changeWords(summary)).toBe('12 added, 1 removed, 1,640 unchanged');
    expect(changeWords({ ...summary, added: 0, removed: 0, unchanged: 0 })).toBe('no files');
  });

  it('counts what was left out by reason', () => {
    expect(skippedWords(summary)).toBe('21 left out: 20 binary, 1 lock file');
    expect(skippedWords({ ...summary, skipped: {} })).toBeUndefined();
  });

  it('gives every number its unit', () => {
    expect(sizeFacts(summary)).toEqual(['1,652 files', '3,000 chunks', '1.6 MB', 'read in 2.2 s']);
  });
});
