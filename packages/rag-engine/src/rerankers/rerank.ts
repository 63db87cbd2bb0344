import type { ParsedQuery } from '../lexical/parse-query.ts';
import type { SearchView } from '../lexical/search-view.ts';
import type { Scored } from '../lexical/top-scores.ts';
import type { Vocabulary } from '../lexical/vocabulary.ts';
import { createSignalContext, signalsOf, type Signals } from './signals.ts';

type RerankWeights = Record<keyof Signals, number> & {
  /** Largest gain of a chunk from other candidates of its file. */
  coherence: number;
  /** Factor per chunk of the same file that is already shown. */
  sameFileDecay: number;
};

/**
 * Weights fitted by coordinate steps, from hand-set ones, on comment, commit and written questions over hono, trpc,
 * express, flask, requests, gin, ripgrep and gson, then rounded; `prose`, `built` and `declaration` were set after a look
 * at seven more. Eight further repositories were only measured (see the README).
 */
const RERANK_WEIGHTS: RerankWeights = {
  first: 1,
  coverage: 0.5,
  symbolCoverage: 0.15,
  pathCoverage: 0.8,
  symbolPrecision: 0.2,
  neighbours: 0.25,
  identifier: 0.2,
  fileStem: 0.3,
  definition: 0.6,
  test: -0.6,
  history: -0.6,
  prose: -0.85,
  built: -0.6,
  declaration: -0.2,
  anonymous: -0.1,
  manual: 1.5,
  coherence: 0.2,
  sameFileDecay: 0.75,
};

/** Candidates that are looked at closely. */
export const RERANK_DEPTH = 60;

export interface Ranked extends Scored {
  signals: Signals & { coherence: number };
}

export interface RerankOptions {
  view: SearchView;
  vocabulary: Vocabulary;
  query: ParsedQuery;
  weights?: RerankWeights;
}

/** Orders first-stage candidates (best first) by all signals, then spreads the top over files. */
export function rerank(candidates: readonly Scored[], options: RerankOptions): Ranked[] {
  const { view, vocabulary, query, weights = RERANK_WEIGHTS } = options;
  const best = candidates[0]?.score ?? 0;
  if (best <= 0) return [];
  const context = createSignalContext(view, vocabulary, query);
  const ranked = candidates.flatMap(({ chunkId, score }) => {
    const chunk = view.chunks[chunkId];
    if (!chunk) return [];
    const signals = { ...signalsOf(chunk, score / best, context), coherence: 0 };
    return [{ chunkId, fileId: chunk.fileId, score: weigh(signals, weights), signals }];
  });
  addCoherence(ranked, weights.coherence);
  return decaySameFile(ranked, weights.sameFileDecay);
}

type Candidate = Ranked & { fileId: number };

function weigh(signals: Signals, weights: RerankWeights): number {
  let score = 0;
  for (const [name, value] of Object.entries(signals)) score += value * weights[name as keyof Signals];
  return score;
}

/** Chunks of one file that rank together support each other, in proportion to the strongest file. */
function addCoherence(ranked: Candidate[], weight: number): void {
  const sums = new Map<number, number>();
  let best = 0;
  let bestSum = 0;
  for (const { fileId, score } of ranked) {
    const sum = (sums.get(fileId) ?? 0) + Math.max(0, score);
    sums.set(fileId, sum);
    best = Math.max(best, score);
    bestSum = Math.max(bestSum, sum);
  }
  if (bestSum === 0) return;
  for (const candidate of ranked) {
    candidate.signals.coherence = (sums.get(candidate.fileId) ?? 0) / bestSum;
    candidate.score += weight * best * candidate.signals.coherence;
  }
}

function decaySameFile(ranked: Candidate[], decay: number): Ranked[] {
  const byFile = new Map<number, Candidate[]>();
  for (const candidate of ranked) {
    const list = byFile.get(candidate.fileId);
    if (list) list.push(candidate);
    else byFile.set(candidate.fileId, [candidate]);
  }
  for (const list of byFile.values()) {
    list.sort(byScore);
    for (const [shown, candidate] of list.entries()) {
      if (candidate.score > 0) candidate.score *= decay ** shown;
    }
  }
  return ranked.sort(byScore).map(({ chunkId, score, signals }) => ({ chunkId, score, signals }));
}

function byScore(left: Ranked, right: Ranked): number {
  return right.score - left.score || left.chunkId - right.chunkId;
}
