export interface Scored {
  /** Number of the chunk in the view. */
  chunkId: number;
  score: number;
}

/** The `limit` best positive scores, best first; equal scores in chunk order, so that results are repeatable. */
export function topScores(scores: Float64Array, limit: number): Scored[] {
  const best: Scored[] = [];
  for (let chunkId = 0; chunkId < scores.length; chunkId += 1) {
    const score = scores[chunkId] as number;
    if (score <= 0) continue;
    if (best.length === limit && score <= (best.at(-1)?.score ?? 0)) continue;
    insert(best, { chunkId, score });
    if (best.length > limit) best.pop();
  }
  return best;
}

function insert(best: Scored[], item: Scored): void {
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((best[middle] as Scored).score >= item.score) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, item);
}
