import type { Passage } from '@codexos/protocol/citation';

export interface RetrievalRequest {
  /** A knowledge base's id, or the reserved word `source` for what the run binds. */
  knowledge: string;
  query: string;
  topK: number;
  signal: AbortSignal;
}

/** Finds passages for a query, best first. */
export interface Retriever {
  retrieve(request: RetrievalRequest): Promise<Passage[]>;
}
