/**
 * How a query is ranked. `plainBm25` and `fieldBm25` are fixed baselines, `full` is the default, `vector` and
 * `fullWithVectors` need an embedder.
 */
export const RETRIEVAL_SETTINGS = ['plainBm25', 'fieldBm25', 'full', 'vector', 'fullWithVectors'] as const;
export type RetrievalSetting = (typeof RETRIEVAL_SETTINGS)[number];
