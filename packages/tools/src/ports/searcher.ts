import type { Passage } from '@codexos/protocol/citation';

/** Finds passages by meaning of words and symbols; bound to the knowledge of a run. */
export interface Searcher {
  search(request: { query: string; limit: number; signal?: AbortSignal }): Promise<Passage[]>;
}
