/** Reading and asking a repository beside LangChain, and how good the answers of every setting are. */
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import {
  createMemoryKnowledgeStore,
  evaluateSource,
  fitLsa,
  ingestSource,
  retrieve,
  type IngestResult,
} from '@codexos/rag-engine';
import type { BenchRow } from '../bench-row.ts';
import { ingestByLangChain } from './lang-chain.ts';
import { questionsFrom } from './questions.ts';

export interface RetrievalOptions {
  /** The folder or repository to work on. */
  source: string;
}

const QUERIES = 200;
const QUESTIONS = 200;
const REPEATS = 3;

export async function retrievalBenchmarks({ source }: RetrievalOptions): Promise<BenchRow[]> {
  return [...(await speedRows(source)), ...(await qualityRows(source))];
}

interface Measured<TValue> {
  value: TValue;
  wallMs: number;
  cpuMs: number;
}

/** Wall time, and processor time of all threads of this process. */
async function measure<TValue>(work: () => Promise<TValue>): Promise<Measured<TValue>> {
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const value = await work();
  const wallMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { value, wallMs, cpuMs: (user + system) / 1000 };
}

async function speedRows(source: string): Promise<BenchRow[]> {
  const store = createMemoryKnowledgeStore();
  const readOurs = () => measure(() => ingestSource({ sourceId: 'bench', folder: source, store }));
  const readTheirs = () => measure(() => ingestByLangChain(source));
  // Turn by turn, so that what else the machine does meets both alike; the first turn also warms both up.
  let ours = await readOurs();
  let theirs = await readTheirs();
  for (let turn = 1; turn < REPEATS; turn += 1) {
    ours = better(ours, await readOurs());
    theirs = better(theirs, await readTheirs());
  }
  const { index, summary } = ours.value;
  const megabytes = summary.byteCount / 1_000_000;
  const size = `${summary.fileCount} files, ${megabytes.toFixed(2)} MB; ours ${index.chunkCount} chunks, theirs ${theirs.value.chunkCount}. Best of ${REPEATS}.`;
  const extra =
    'Ours parses syntax trees, makes symbols and spans and stores a snapshot; theirs cuts text and hashes it.';
  const baselineName = `${nameOf('@langchain/textsplitters')} + MemoryVectorStore of ${nameOf('@langchain/classic')}, hashing embedding`;
  return [
    compare({
      name: 'Ingest, wall time',
      unit: 'MB/s',
      ours: megabytes / (ours.wallMs / 1000),
      baseline: megabytes / (theirs.wallMs / 1000),
      isMoreBetter: true,
      baselineName,
      note: `${size} ${extra}`,
    }),
    compare({
      name: 'Ingest, processor time of all threads',
      unit: 'ms/MB',
      ours: ours.cpuMs / megabytes,
      baseline: theirs.cpuMs / megabytes,
      baselineName,
      note: extra,
    }),
    ...(await queryRows({ index, store, theirs: theirs.value, baselineName })),
  ];
}

function better<TValue>(left: Measured<TValue>, right: Measured<TValue>): Measured<TValue> {
  const [faster, slower] = left.wallMs < right.wallMs ? [left, right] : [right, left];
  return { ...faster, cpuMs: Math.min(faster.cpuMs, slower.cpuMs) };
}

interface QueryOptions {
  index: IngestResult['index'];
  store: ReturnType<typeof createMemoryKnowledgeStore>;
  theirs: Awaited<ReturnType<typeof ingestByLangChain>>;
  baselineName: string;
}

async function queryRows({ index, store, theirs, baselineName }: QueryOptions): Promise<BenchRow[]> {
  const queries = questionsFrom(index, QUERIES);
  const askOurs = (query: string) =>
    retrieve({ index, query, topK: 10, readBlob: (hash) => store.readBlob('bench', hash) });
  const askTheirs = (query: string) => theirs.store.similaritySearchWithScore(query, 10);
  for (const query of queries.slice(0, 20)) {
    await askOurs(query);
    await askTheirs(query);
  }
  const ours: Measured<unknown>[] = [];
  const others: Measured<unknown>[] = [];
  for (const query of queries) {
    ours.push(await measure(() => askOurs(query)));
    others.push(await measure(() => askTheirs(query)));
  }
  const note = `${queries.length} queries over ${index.chunkCount} chunks of ours and ${theirs.chunkCount} of theirs, ten passages each.`;
  const common = { unit: 'ms', baselineName, note };
  const wallOf = (list: readonly Measured<unknown>[]) => list.map(({ wallMs }) => wallMs);
  const cpuOf = (list: readonly Measured<unknown>[]) =>
    list.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / list.length;
  return [
    ...[0.5, 0.95].map((share) =>
      compare({
        ...common,
        name: `Query, wall time p${share * 100}`,
        ours: quantile(wallOf(ours), share),
        baseline: quantile(wallOf(others), share),
      }),
    ),
    compare({ ...common, name: 'Query, processor time', ours: cpuOf(ours), baseline: cpuOf(others) }),
  ];
}

const SETTINGS = ['plainBm25', 'fieldBm25', 'full', 'vector', 'fullWithVectors'] as const;

async function qualityRows(source: string): Promise<BenchRow[]> {
  const { evaluation } = await evaluateSource({
    folder: source,
    maxQuestions: QUESTIONS,
    embed: (index, _readText, signal) => fitLsa(index, signal),
  });
  return (['doc', 'commit'] as const).flatMap((set) => {
    const { questions, settings } = evaluation[set];
    const field = settings.fieldBm25;
    if (questions === 0 || !field) return [];
    return SETTINGS.flatMap((setting): BenchRow[] => {
      const metrics = settings[setting];
      if (!metrics) return [];
      const note = `${questions} questions; recall@10 ${metrics.recall10.toFixed(3)}, NDCG@10 ${metrics.ndcg10.toFixed(3)}.${/ector/.test(setting) ? ' Vectors by LSA.' : ''}`;
      const row = { name: `${set} questions, ${setting}`, unit: 'MRR@10', ours: metrics.mrr10, note };
      return [
        setting === 'fieldBm25'
          ? { part: 'retrieval', ...row }
          : compare({
              ...row,
              baseline: field.mrr10,
              isMoreBetter: true,
              baselineName: 'fieldBm25 of this run',
            }),
      ];
    });
  });
}

interface CompareOptions extends Required<
  Pick<BenchRow, 'name' | 'unit' | 'ours' | 'baseline' | 'baselineName'>
> {
  isMoreBetter?: boolean;
  note: string;
}

function compare({ isMoreBetter = false, ...row }: CompareOptions): BenchRow {
  const ratio = isMoreBetter ? row.ours / row.baseline : row.baseline / row.ours;
  return { part: 'retrieval', ...row, ratio };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function nameOf(packageName: string): string {
  const { version } = createRequire(import.meta.url)(`${packageName}/package.json`) as { version: string };
  return `${packageName} ${version}`;
}
