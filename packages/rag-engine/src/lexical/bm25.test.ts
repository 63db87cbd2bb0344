import { describe, expect, it } from 'vitest';
import { addBm25, inverseFrequency } from './bm25.ts';
import { createPlainBm25 } from './plain-bm25.ts';
import { buildPostings, documentFrequency } from './postings.ts';
import { topScores } from './top-scores.ts';

// Three chunks over the terms 0 and 1: lengths 3, 1 and 2, so the average is 2.
const postings = buildPostings([Uint32Array.of(0, 1, 0), Uint32Array.of(1), Uint32Array.of(1, 1)], 2);

describe('buildPostings', () => {
  it('inverts sequences with counts', () => {
    expect([...postings.offsets]).toEqual([0, 1, 4]);
    expect([...postings.chunkIds]).toEqual([0, 0, 1, 2]);
    expect([...postings.counts]).toEqual([2, 1, 1, 2]);
    expect(documentFrequency(postings, 1)).toBe(3);
    expect(postings.averageLength).toBe(2);
  });
});

describe('addBm25', () => {
  it('agrees with a calculation by hand', () => {
    const scores = new Float64Array(3);
    addBm25(scores, postings, new Map([[0, 1]]));
    // idf = ln(1 + (3 - 1 + 0.5) / (1 + 0.5)) = ln(8/3); norm = 0.25 + 0.75 * 3/2 = 1.375; tf part = 2 * 2.2 / (2 + 1.2 * 1.375)
    expect(scores[0]).toBeCloseTo(Math.log(8 / 3) * (4.4 / 3.65), 12);
    expect([...scores.slice(1)]).toEqual([0, 0]);
  });

  it('counts a repeated query word again and scales by the weight of the field', () => {
    const once = new Float64Array(3);
    const twice = new Float64Array(3);
    addBm25(once, postings, new Map([[0, 1]]));
    addBm25(twice, postings, new Map([[0, 2]]), { weight: 0.5 });
    expect(twice[0]).toBeCloseTo(once[0] ?? 0, 12);
  });

  it('gives a word that every chunk holds a small positive weight', () => {
    expect(inverseFrequency(3, 3)).toBeGreaterThan(0);
  });
});

describe('topScores', () => {
  it('orders by score, then by position, and leaves zeros out', () => {
    expect(topScores(Float64Array.of(0, 2, 5, 2, 1), 3)).toEqual([
      { chunkId: 2, score: 5 },
      { chunkId: 1, score: 2 },
      { chunkId: 3, score: 2 },
    ]);
  });
});

describe('plain BM25', () => {
  it('splits on non-letters and does not split identifiers', () => {
    const plain = createPlainBm25(['getUserId(user1)', 'get the user id']);
    expect(plain.search('user', 10).map(({ chunkId }) => chunkId)).toEqual([0, 1]);
    expect(plain.search('getuserid', 10).map(({ chunkId }) => chunkId)).toEqual([0]);
    expect(plain.search('123', 10)).toEqual([]);
  });
});
