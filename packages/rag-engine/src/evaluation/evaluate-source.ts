import type { Evaluation } from '@codexos/protocol/knowledge';
import { createChunkPool, type ChunkPool } from '../chunkers/chunk-pool.ts';
import { KnowledgeIndex } from '../lexical/knowledge-index.ts';
import { createPlainBm25 } from '../lexical/plain-bm25.ts';
import { listSource, type SourceListing } from '../loaders/list-source.ts';
import { createSourceReader } from '../loaders/read-source-file.ts';
import { rankChunks } from '../retrieve/rank-chunks.ts';
import type { RetrievalSetting } from '../retrieve/retrieval-setting.ts';
import type { VectorSearch } from '../stores/vector-search.ts';
import { commitQuestions } from './commit-questions.ts';
import { blankComments, docQuestions } from './doc-questions.ts';
import { metricsOf, type Metrics } from './metrics.ts';
import type { Question } from './question.ts';
import { sample } from './sample.ts';
import { scoreQuestions } from './score-questions.ts';

export interface EvaluateSourceOptions {
  folder: string;
  /** Largest number of questions per set; default 200. */
  maxQuestions?: number;
  /** Same seed, same source: same questions and numbers. Default 1. */
  seed?: number;
  /** Makes vectors for an index; adds the settings `vector` and `fullWithVectors`. */
  embed?: (
    index: KnowledgeIndex,
    readText: (path: string) => string,
    signal?: AbortSignal,
  ) => Promise<VectorSearch>;
  signal?: AbortSignal;
  onProgress?: (progress: EvaluationProgress) => void;
}

export interface EvaluationProgress {
  step: 'reading' | 'embedding' | 'asking';
  done: number;
  total: number;
}

/** Per question metrics by setting: what the means are made of, for paired comparisons. */
export type QuestionMetrics = Partial<Record<RetrievalSetting, Metrics[]>>;

export interface EvaluationResult {
  evaluation: Evaluation;
  questions: { doc: QuestionMetrics; commit: QuestionMetrics };
}

/**
 * Measures every setting on questions made from the source itself: `doc` (comment sentences, with all doc
 * comments blanked in the corpus) and `commit` (subjects, on the corpus as it is; empty outside git).
 */
export async function evaluateSource(options: EvaluateSourceOptions): Promise<EvaluationResult> {
  const { folder, signal, maxQuestions = 200, seed = 1 } = options;
  const listing = await listSource(folder, signal);
  await using pool = createChunkPool();
  const corpora = await readCorpora(listing, pool, options);
  const commitAll =
    listing.commit === undefined
      ? []
      : await commitQuestions(listing.root, new Set(corpora.commit.texts.keys()), signal);
  const doc = await evaluateSet(corpora.doc, sample(corpora.docQuestions, maxQuestions, seed), options);
  const commit = await evaluateSet(corpora.commit, sample(commitAll, maxQuestions, seed), options);
  return {
    evaluation: { doc: doc.summary, commit: commit.summary },
    questions: { doc: doc.metrics, commit: commit.metrics },
  };
}

interface Corpus {
  index: KnowledgeIndex;
  texts: Map<string, string>;
}

interface Corpora {
  doc: Corpus;
  commit: Corpus;
  docQuestions: Question[];
}

async function readCorpora(
  listing: SourceListing,
  pool: ChunkPool,
  options: EvaluateSourceOptions,
): Promise<Corpora> {
  const corpora: Corpora = { doc: emptyCorpus(), commit: emptyCorpus(), docQuestions: [] };
  const byPath = new Map<string, Question[]>();
  const read = createSourceReader(listing.root);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < listing.paths.length) {
      options.signal?.throwIfAborted();
      options.onProgress?.({ step: 'reading', done: next, total: listing.paths.length });
      const path = listing.paths[next++] as string;
      const file = await read(path);
      if ('skip' in file) continue;
      const comments = await pool.findComments(path, file.text);
      const blanked = comments.length === 0 ? file.text : blankComments(file.text, comments);
      byPath.set(path, docQuestions(path, comments));
      const chunked = await pool.chunk(path, file.text);
      const blankedChunks = comments.length === 0 ? chunked : await pool.chunk(path, blanked);
      corpora.commit.index.put({ ...file, file: chunked });
      corpora.commit.texts.set(path, file.text);
      corpora.doc.index.put({ ...file, file: blankedChunks });
      corpora.doc.texts.set(path, blanked);
    }
  };
  await Promise.all(Array.from({ length: 4 }, lane));
  // Lanes finish in any order; questions must not.
  corpora.docQuestions = listing.paths.flatMap((path) => byPath.get(path) ?? []);
  return corpora;
}

function emptyCorpus(): Corpus {
  return { index: new KnowledgeIndex(), texts: new Map() };
}

interface EvaluatedSet {
  summary: Evaluation['doc'];
  metrics: QuestionMetrics;
}

async function evaluateSet(
  { index, texts }: Corpus,
  questions: readonly Question[],
  options: EvaluateSourceOptions,
): Promise<EvaluatedSet> {
  const readText = (path: string): string => texts.get(path) ?? '';
  const total = questions.length;
  if (options.embed) options.onProgress?.({ step: 'embedding', done: 0, total });
  const vectors = total > 0 ? await options.embed?.(index, readText, options.signal) : undefined;
  const plain = createPlainBm25(
    index.view().chunks.map(({ document, span }) => linesOf(readText(document.path), span)),
  );
  const metrics: QuestionMetrics = {
    plainBm25: await scoreQuestions(index, questions, (query) => plain.search(query, 10)),
  };
  const settings = vectors
    ? (['fieldBm25', 'full', 'vector', 'fullWithVectors'] as const)
    : (['fieldBm25', 'full'] as const);
  for (const [done, setting] of settings.entries()) {
    options.onProgress?.({ step: 'asking', done, total: settings.length });
    metrics[setting] = await scoreQuestions(index, questions, async (query) => {
      options.signal?.throwIfAborted();
      const similarities = await vectors?.similarities(query, index.view(), options.signal);
      return rankChunks(index, { query, limit: 10, setting, similarities });
    });
  }
  const settingMetrics = Object.fromEntries(
    Object.entries(metrics).map(([setting, list]) => [setting, metricsOf(list)]),
  );
  return { summary: { questions: total, settings: settingMetrics }, metrics };
}

function linesOf(text: string, { startLine, endLine }: { startLine: number; endLine: number }): string {
  return text
    .split(/\r\n|\n|\r/)
    .slice(startLine - 1, endLine)
    .join('\n');
}
