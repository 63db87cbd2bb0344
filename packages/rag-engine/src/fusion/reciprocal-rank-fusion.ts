import type { Scored } from '../lexical/top-scores.ts';

export interface RankedList {
  items: readonly Scored[];
  weight: number;
}

/** Flattens the difference between the first ranks; the value of the original paper (Cormack et al., 2009). */
const RANK_OFFSET = 60;

/** Joins ranked lists by `Σ weight / (60 + rank)`; only ranks count, so scores need no common scale. */
export function fuseByRank(lists: readonly RankedList[], limit: number): Scored[] {
  const scores = new Map<number, number>();
  for (const { items, weight } of lists) {
    for (const [rank, { chunkId }] of items.entries()) {
      scores.set(chunkId, (scores.get(chunkId) ?? 0) + weight / (RANK_OFFSET + rank + 1));
    }
  }
  return Array.from(scores, ([chunkId, score]) => ({ chunkId, score }))
    .sort((left, right) => right.score - left.score || left.chunkId - right.chunkId)
    .slice(0, limit);
}
