import type { SearchView } from '../lexical/search-view.ts';

/** Vectors of an index's chunks, ready to be compared with a query. */
export interface VectorSearch {
  /** Name and version of what made the vectors; vectors of different makers are never compared. */
  readonly embedderId: string;
  /** Cosine similarity of the query to every chunk of the view; 0 for chunks without a vector. */
  similarities(query: string, view: SearchView, signal?: AbortSignal): Promise<Float64Array>;
}
