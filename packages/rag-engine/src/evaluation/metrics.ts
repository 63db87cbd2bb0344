/** Quality of ranked answers. Every number is a mean over questions, 0 to 1. */
export interface Metrics {
  /** Mean reciprocal rank of the first right chunk within the first ten. */
  mrr10: number;
  /** Share of a question's targets (at most ten) found within the first ten. */
  recall10: number;
  /** Discounted gain over the first ten chunks, each target counted once at its first chunk. */
  ndcg10: number;
}

/** One answer list: for each chunk in rank order the target it hits, or undefined. */
export interface RankedAnswer {
  targetCount: number;
  hits: readonly (string | undefined)[];
}

/** The mean of each metric; zeros for no questions. */
export function metricsOf(answers: readonly Metrics[]): Metrics {
  const count = Math.max(1, answers.length);
  const mean = (metric: keyof Metrics): number =>
    answers.reduce((sum, answer) => sum + answer[metric], 0) / count;
  return { mrr10: mean('mrr10'), recall10: mean('recall10'), ndcg10: mean('ndcg10') };
}

export function metricsOfAnswer({ targetCount, hits }: RankedAnswer): Metrics {
  const found = new Set<string>();
  let mrr10 = 0;
  let gain = 0;
  for (const [rank, target] of hits.slice(0, 10).entries()) {
    if (target === undefined || found.has(target)) continue;
    if (mrr10 === 0) mrr10 = 1 / (rank + 1);
    found.add(target);
    gain += 1 / Math.log2(rank + 2);
  }
  const reachable = Math.min(10, targetCount);
  let ideal = 0;
  for (let rank = 0; rank < reachable; rank += 1) ideal += 1 / Math.log2(rank + 2);
  return reachable === 0
    ? { mrr10: 0, recall10: 0, ndcg10: 0 }
    : { mrr10, recall10: found.size / reachable, ndcg10: gain / ideal };
}
