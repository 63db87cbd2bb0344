import type { Passage } from '@codexos/protocol/citation';
import { CodexError } from '@codexos/utils/errors';
import type { ChunkKind } from '../chunkers/chunk.ts';
import type { KnowledgeIndex } from '../lexical/knowledge-index.ts';
import { MAX_QUERY_LENGTH } from '../lexical/parse-query.ts';
import type { ViewChunk } from '../lexical/search-view.ts';
import type { Signals } from '../rerankers/signals.ts';
import { splitIdentifier } from '../text/split-identifier.ts';
import { asksForOverview, overviewChunks } from './overview.ts';
import { rankChunks, type RankedChunk } from './rank-chunks.ts';
import type { RetrievalSetting } from './retrieval-setting.ts';
import type { VectorSearch } from '../stores/vector-search.ts';

export interface RetrievalFilter {
  /** Only files whose path begins with one of these. */
  pathPrefixes?: readonly string[];
  /** Only these languages, as `languageOf` names them. */
  languages?: readonly string[];
}

export interface RetrieveOptions {
  index: KnowledgeIndex;
  /** The text of an indexed blob; `sourceId` is set for an index of several sources. */
  readBlob: (blobHash: string, sourceId: string | undefined) => Promise<string | undefined>;
  query: string;
  /** Passages to return; default 8. */
  topK?: number;
  /** Default `full`, or `fullWithVectors` when `vectors` is given. */
  setting?: Exclude<RetrievalSetting, 'plainBm25'>;
  filter?: RetrievalFilter;
  vectors?: VectorSearch;
  /** Adds the signals behind each score. */
  explain?: boolean;
  signal?: AbortSignal;
}

export interface RetrievedPassage extends Passage {
  language: string;
  kind: ChunkKind;
  symbols: string[];
  parents: string[];
  isDefinition: boolean;
  signals?: Signals & { coherence: number };
}

/**
 * The passages of an index that answer a query best, with their citations; for a query that asks for the source as a
 * whole, the beginning of its readme and what it is entered by. An empty list means that no word of
 * the query occurs. Throws FILE_NOT_FOUND when a cited blob is missing from the store.
 */
export async function retrieve(options: RetrieveOptions): Promise<RetrievedPassage[]> {
  const { index, topK = 8, filter, vectors, explain = false, signal } = options;
  const query = options.query.slice(0, MAX_QUERY_LENGTH);
  const setting = options.setting ?? (vectors ? 'fullWithVectors' : 'full');
  const similarities =
    vectors && NEEDS_VECTORS.has(setting)
      ? await vectors.similarities(query, index.view(), signal)
      : undefined;
  signal?.throwIfAborted();
  const accepts = filter ? (chunk: ViewChunk): boolean => matches(chunk, filter) : undefined;
  const overview = asksForOverview(query) ? overviewChunks(index.view(), topK, accepts) : [];
  const ranked: RankedChunk[] =
    overview.length > 0
      ? overview
      : rankChunks(index, { query, limit: topK, setting, accepts, similarities });
  const { chunks } = index.view();
  const passages: RetrievedPassage[] = [];
  for (const { chunkId, score, signals } of ranked) {
    const chunk = chunks[chunkId];
    if (!chunk) continue;
    const passage = await toPassage(chunk, score, options);
    passages.push(explain && signals ? { ...passage, signals } : passage);
  }
  return passages;
}

const NEEDS_VECTORS = new Set<RetrievalSetting>(['vector', 'fullWithVectors']);

function matches({ document }: ViewChunk, { pathPrefixes, languages }: RetrievalFilter): boolean {
  const isPath =
    pathPrefixes === undefined || pathPrefixes.some((prefix) => document.path.startsWith(prefix));
  return isPath && (languages === undefined || languages.includes(document.language));
}

async function toPassage(
  { document, span }: ViewChunk,
  score: number,
  { query, readBlob }: RetrieveOptions,
): Promise<RetrievedPassage> {
  const { path, blobHash, commit, sourceId, language } = document;
  const text = await readBlob(blobHash, sourceId);
  if (text === undefined) throw blobMissing(path, blobHash);
  const symbol = symbolFor(query, span.symbols) ?? span.parents.at(-1);
  return {
    text: text
      .split(/\r\n|\n|\r/)
      .slice(span.startLine - 1, span.endLine)
      .join('\n'),
    citation: {
      path,
      startLine: span.startLine,
      endLine: span.endLine,
      blobHash,
      ...(symbol === undefined ? {} : { symbol }),
      ...(commit === undefined ? {} : { commit }),
      ...(sourceId === undefined ? {} : { sourceId }),
    },
    score,
    language,
    kind: span.kind,
    symbols: span.symbols,
    parents: span.parents,
    isDefinition: span.isDefinition,
  };
}

/** Of several symbols in one chunk, the one that the query speaks of most; none when it speaks of none. */
function symbolFor(query: string, symbols: readonly string[]): string | undefined {
  const words = new Set(query.split(/[^\p{L}\p{N}_$]+/u).flatMap(splitIdentifier));
  let best = symbols.length === 1 ? symbols[0] : undefined;
  let bestShare = 0;
  for (const symbol of symbols) {
    const parts = splitIdentifier(symbol);
    const share = parts.filter((part) => words.has(part)).length / Math.max(1, parts.length);
    if (share > bestShare) {
      best = symbol;
      bestShare = share;
    }
  }
  return best;
}

function blobMissing(path: string, blobHash: string): CodexError {
  return new CodexError({
    code: 'FILE_NOT_FOUND',
    message: `The indexed content of ${path} (${blobHash.slice(0, 10)}) is not in the store.`,
    hint: 'Ingest the source again.',
  });
}
