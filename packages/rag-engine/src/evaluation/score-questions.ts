import type { KnowledgeIndex } from '../lexical/knowledge-index.ts';
import type { ViewChunk } from '../lexical/search-view.ts';
import type { Scored } from '../lexical/top-scores.ts';
import { metricsOfAnswer, type Metrics } from './metrics.ts';
import type { Question } from './question.ts';

/** Metrics of each question, in order; `rank` gives the first ten chunks. */
export async function scoreQuestions(
  index: KnowledgeIndex,
  questions: readonly Question[],
  rank: (query: string) => readonly Scored[] | Promise<readonly Scored[]>,
): Promise<Metrics[]> {
  const { chunks } = index.view();
  const results: Metrics[] = [];
  for (const question of questions) {
    const ranked = await rank(question.text);
    const hits = ranked.slice(0, 10).map(({ chunkId }) => targetHit(chunks[chunkId], question));
    results.push(metricsOfAnswer({ targetCount: question.targets.length, hits }));
  }
  return results;
}

function targetHit(chunk: ViewChunk | undefined, { targets }: Question): string | undefined {
  if (!chunk) return undefined;
  const { span, document } = chunk;
  return targets.find(
    ({ path, line }) =>
      path === document.path && (line === undefined || (span.startLine <= line && line <= span.endLine)),
  )?.id;
}
