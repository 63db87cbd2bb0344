import { documentFrequency, type Postings } from './postings.ts';

interface Bm25Options {
  /** Saturation of repeated terms. */
  k1: number;
  /** Weight of length normalisation, 0 to 1. */
  b: number;
}

/** The usual values, for all settings of this package. */
const BM25_DEFAULTS: Bm25Options = { k1: 1.2, b: 0.75 };

/** Inverse document frequency, never negative: `ln(1 + (N - n + 0.5) / (n + 0.5))`. */
export function inverseFrequency(chunkCount: number, frequency: number): number {
  return Math.log(1 + (chunkCount - frequency + 0.5) / (frequency + 0.5));
}

export interface AddBm25Options extends Partial<Bm25Options> {
  /** Weight of the field in the sum. */
  weight?: number;
}

/** Adds the BM25 score of `terms` in one field to `scores` (one number per chunk). */
export function addBm25(
  scores: Float64Array,
  postings: Postings,
  terms: ReadonlyMap<number, number>,
  { k1 = BM25_DEFAULTS.k1, b = BM25_DEFAULTS.b, weight = 1 }: AddBm25Options = {},
): void {
  const { offsets, chunkIds, counts, lengths, averageLength } = postings;
  if (averageLength === 0) return;
  for (const [term, queryCount] of terms) {
    const frequency = documentFrequency(postings, term);
    if (frequency === 0) continue;
    const factor = weight * queryCount * inverseFrequency(lengths.length, frequency) * (k1 + 1);
    const end = offsets[term + 1] as number;
    for (let slot = offsets[term] as number; slot < end; slot += 1) {
      const chunk = chunkIds[slot] as number;
      const count = counts[slot] as number;
      const norm = 1 - b + (b * (lengths[chunk] as number)) / averageLength;
      scores[chunk] = (scores[chunk] as number) + (factor * count) / (count + k1 * norm);
    }
  }
}
