/** Retrieval over folders and repositories: listing, chunking, indexing, ranking and measuring. */
export type { Chunk, ChunkKind, ChunkSpan } from './chunkers/chunk.ts';
export { chunkText, CHUNKER_VERSION } from './chunkers/chunk-text.ts';
export { languageOf } from './languages/language-of.ts';

export { listSource, type SourceListing } from './loaders/list-source.ts';
export { createSourceReader, type SourceFile, type SourceReader } from './loaders/read-source-file.ts';
export { DEFAULT_MAX_FILE_BYTES, type FileLimits, type SkipReason } from './loaders/file-rules.ts';
export { blobHashOf } from './loaders/blob-hash.ts';
export { headCommit, isGitRepository } from './loaders/git-info.ts';
export {
  checkRepositoryUrl,
  cloneRepository,
  type CloneRepositoryOptions,
} from './loaders/clone-repository.ts';

export { updateRepository } from './loaders/update-repository.ts';
export { readFolderState, readRemoteState, type SourceState } from './loaders/source-state.ts';
export { createPathFilter } from './loaders/path-filter.ts';

export { ingestSource, type IngestResult, type IngestSourceOptions } from './ingest/ingest-source.ts';
export type { IngestUpdate } from './ingest/progress.ts';

export { KnowledgeIndex, type IndexedDocument } from './lexical/knowledge-index.ts';
export { deserializeIndex, serializeIndex } from './lexical/serialize-index.ts';
export type { KnowledgeStore, StoredBlob } from './stores/knowledge-store.ts';
export { createMemoryKnowledgeStore } from './stores/memory-knowledge-store.ts';
export type { VectorSearch } from './stores/vector-search.ts';

export {
  retrieve,
  type RetrievalFilter,
  type RetrievedPassage,
  type RetrieveOptions,
} from './retrieve/retrieve.ts';
export { rankChunks, type RankChunksOptions, type RankedChunk } from './retrieve/rank-chunks.ts';
export { RETRIEVAL_SETTINGS, type RetrievalSetting } from './retrieve/retrieval-setting.ts';

export {
  evaluateSource,
  type EvaluateSourceOptions,
  type EvaluationProgress,
  type EvaluationResult,
  type QuestionMetrics,
} from './evaluation/evaluate-source.ts';
export type { Metrics } from './evaluation/metrics.ts';
export { pairedGain, type PairedGain } from './evaluation/paired-gain.ts';

export type { Embedder, EmbedderFetch } from './embedders/embedder.ts';
export { createHttpEmbedder, type HttpEmbedderOptions } from './embedders/http.embedder.ts';
export { createOllamaEmbedder, type OllamaEmbedderOptions } from './embedders/ollama.embedder.ts';
export { fitLsa, type LsaSearch } from './embedders/lsa/fit-lsa.ts';
export { embedIndex, type EmbedIndexOptions } from './embedders/embed-index.ts';
export { createVectorSearch } from './embedders/create-vector-search.ts';
export { vectorKeyOf, type VectorSet } from './stores/vector-set.ts';
export { deserializeVectors, serializeVectors } from './stores/serialize-vectors.ts';
