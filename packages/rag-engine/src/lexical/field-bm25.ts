import { addBm25 } from './bm25.ts';
import type { ParsedQuery } from './parse-query.ts';
import type { SearchView } from './search-view.ts';

/** Share of each field in the sum, from held-out measurements on eight repositories. */
const FIELD_WEIGHTS = { text: 1, symbols: 1, path: 0.5 } as const;

/** BM25 of code tokens per field, summed over text, symbols and path: one score per chunk. */
export function fieldBm25Scores(view: SearchView, query: ParsedQuery): Float64Array {
  const scores = new Float64Array(view.chunks.length);
  addBm25(scores, view.text, query.terms, { weight: FIELD_WEIGHTS.text });
  addBm25(scores, view.symbols, query.terms, { weight: FIELD_WEIGHTS.symbols });
  addBm25(scores, view.path, query.terms, { weight: FIELD_WEIGHTS.path });
  return scores;
}
