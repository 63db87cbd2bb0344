import { fuseByRank } from '../fusion/reciprocal-rank-fusion.ts';
import { fieldBm25Scores } from '../lexical/field-bm25.ts';
import type { KnowledgeIndex } from '../lexical/knowledge-index.ts';
import { parseQuery } from '../lexical/parse-query.ts';
import type { ViewChunk } from '../lexical/search-view.ts';
import { topScores, type Scored } from '../lexical/top-scores.ts';
import { rerank, RERANK_DEPTH, type Ranked } from '../rerankers/rerank.ts';
import type { RetrievalSetting } from './retrieval-setting.ts';

export interface RankChunksOptions {
  query: string;
  limit: number;
  setting: Exclude<RetrievalSetting, 'plainBm25'>;
  /** Chunks that may be found; all when absent. */
  accepts?: ((chunk: ViewChunk) => boolean) | undefined;
  /** Similarity of each chunk of the view to the query; needed by the settings with vectors. */
  similarities?: Float64Array | undefined;
}

export type RankedChunk = Scored & Partial<Pick<Ranked, 'signals'>>;

/** Weights of the two lists in the fusion. */
const FUSION = { words: 1, vectors: 0.5 } as const;

/** Ranks the chunks of an index for a query, best first. Pure and synchronous. */
export function rankChunks(index: KnowledgeIndex, options: RankChunksOptions): RankedChunk[] {
  const { query: text, limit, setting, accepts, similarities } = options;
  const view = index.view();
  const query = parseQuery(text, index.vocabulary, view, { readsQuestions: setting !== 'fieldBm25' });
  const depth = Math.max(RERANK_DEPTH, limit);
  const best = (scores: Float64Array, count: number): Scored[] =>
    topScores(accepts ? mask(scores, view.chunks, accepts) : scores, count);
  if (setting === 'vector') return similarities ? best(similarities, limit) : [];
  const words = best(fieldBm25Scores(view, query), setting === 'fieldBm25' ? limit : depth);
  if (setting === 'fieldBm25') return words;
  const candidates =
    setting === 'fullWithVectors' && similarities
      ? fuseByRank(
          [
            { items: words, weight: FUSION.words },
            { items: best(similarities, depth), weight: FUSION.vectors },
          ],
          depth,
        )
      : words;
  return rerank(candidates, { view, vocabulary: index.vocabulary, query }).slice(0, limit);
}

function mask(
  scores: Float64Array,
  chunks: readonly ViewChunk[],
  accepts: (chunk: ViewChunk) => boolean,
): Float64Array {
  return scores.map((score, chunkId) => {
    const chunk = chunks[chunkId];
    return score > 0 && chunk && accepts(chunk) ? score : 0;
  });
}
