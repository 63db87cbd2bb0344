import type { ChunkSpan } from '../chunkers/chunk.ts';
import type { IndexedDocument } from './knowledge-index.ts';
import { buildPostings, documentFrequency, type Postings } from './postings.ts';
import { inverseFrequency } from './bm25.ts';

/** An index laid out for searching: chunks numbered in document order and one inverted list per field. */
export interface SearchView {
  chunks: readonly ViewChunk[];
  text: Postings;
  symbols: Postings;
  path: Postings;
  /** How telling a term is, by the number of chunks whose text or symbols hold it. */
  weightOf(term: number): number;
  /** Some chunk holds the term. */
  holds(term: number): boolean;
}

export interface ViewChunk {
  document: IndexedDocument;
  /** Number of the document, for counting per file. */
  fileId: number;
  span: ChunkSpan;
  textTokens: Uint32Array;
  symbolTokens: Uint32Array;
  pathTokens: Uint32Array;
}

export function createSearchView(documents: readonly IndexedDocument[], termCount: number): SearchView {
  const chunks: ViewChunk[] = [];
  for (const [fileId, document] of documents.entries()) {
    for (const [index, span] of document.spans.entries()) {
      chunks.push({
        document,
        fileId,
        span,
        textTokens: document.text[index] ?? EMPTY,
        symbolTokens: document.symbols[index] ?? EMPTY,
        pathTokens: document.pathTokens,
      });
    }
  }
  const text = buildPostings(
    chunks.map((chunk) => chunk.textTokens),
    termCount,
  );
  const symbols = buildPostings(
    chunks.map((chunk) => chunk.symbolTokens),
    termCount,
  );
  const path = buildPostings(
    chunks.map((chunk) => chunk.pathTokens),
    termCount,
  );
  const frequencyOf = (term: number): number =>
    Math.max(documentFrequency(text, term), documentFrequency(symbols, term), documentFrequency(path, term));
  return {
    chunks,
    text,
    symbols,
    path,
    weightOf: (term) => inverseFrequency(chunks.length, frequencyOf(term)),
    holds: (term) => frequencyOf(term) > 0,
  };
}

const EMPTY = new Uint32Array(0);
