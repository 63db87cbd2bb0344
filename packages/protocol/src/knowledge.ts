import { z } from 'zod';
import { knowledgeBaseIdSchema, sourceIdSchema } from './ids.ts';
import { wireErrorSchema } from './wire-error.ts';

export const sourceKindSchema = z.enum(['folder', 'git']);

export const ingestPhaseSchema = z.enum([
  'queued',
  'cloning',
  'listing',
  'parsing',
  'indexing',
  'embedding',
  'done',
  'failed',
  'cancelled',
]);
export type IngestPhase = z.infer<typeof ingestPhaseSchema>;

/** How far an ingest is. Counts only grow within a phase. */
export const ingestProgressSchema = z
  .object({
    sourceId: sourceIdSchema,
    phase: ingestPhaseSchema,
    /** Files finished and files in all; 0 while the listing is under way. */
    filesDone: z.int().min(0),
    filesTotal: z.int().min(0),
    chunkCount: z.int().min(0),
    bytesDone: z.number().min(0),
    /** Estimate in ms; absent until one can be made. */
    timeLeftMs: z.number().min(0).optional(),
    elapsedMs: z.number().min(0),
    error: wireErrorSchema.optional(),
  })
  .meta({ id: 'IngestProgress' });
export type IngestProgress = z.infer<typeof ingestProgressSchema>;

/** What the last finished ingest did. */
export const ingestSummarySchema = z
  .object({
    added: z.int(),
    changed: z.int(),
    removed: z.int(),
    unchanged: z.int(),
    /** Files left out, counted by reason. */
    skipped: z.record(z.string(), z.int()),
    chunkCount: z.int(),
    fileCount: z.int(),
    byteCount: z.number(),
    durationMs: z.number(),
    finishedAt: z.number(),
    commit: z.string().optional(),
  })
  .meta({ id: 'IngestSummary' });
export type IngestSummary = z.infer<typeof ingestSummarySchema>;

export const sourceSchema = z
  .object({
    id: sourceIdSchema,
    knowledgeBaseId: knowledgeBaseIdSchema,
    kind: sourceKindSchema,
    name: z.string(),
    /** Folder on this machine, or the address a repository was cloned from. */
    location: z.string(),
    createdAt: z.number(),
    lastIngest: ingestSummarySchema.optional(),
    progress: ingestProgressSchema.optional(),
  })
  .meta({ id: 'Source' });
export type Source = z.infer<typeof sourceSchema>;

export const embedderSettingSchema = z.enum(['none', 'lsa', 'http', 'ollama']);

export const knowledgeBaseSchema = z
  .object({
    id: knowledgeBaseIdSchema,
    name: z.string(),
    description: z.string(),
    createdAt: z.number(),
    updatedAt: z.number(),
    embedder: embedderSettingSchema,
    fileCount: z.int(),
    chunkCount: z.int(),
    sources: z.array(sourceSchema),
  })
  .meta({ id: 'KnowledgeBase' });
export type KnowledgeBase = z.infer<typeof knowledgeBaseSchema>;

export const searchResultSchema = z
  .object({
    path: z.string(),
    startLine: z.int(),
    endLine: z.int(),
    symbol: z.string().optional(),
    score: z.number(),
    text: z.string(),
    language: z.string(),
    blobHash: z.string(),
    commit: z.string().optional(),
    sourceId: sourceIdSchema,
  })
  .meta({ id: 'SearchResult' });
export type SearchResult = z.infer<typeof searchResultSchema>;

const metricsSchema = z.object({ mrr10: z.number(), recall10: z.number(), ndcg10: z.number() });
export const evaluationSchema = z.object({
  doc: z.object({ questions: z.int(), settings: z.record(z.string(), metricsSchema) }),
  commit: z.object({ questions: z.int(), settings: z.record(z.string(), metricsSchema) }),
});
export type Evaluation = z.infer<typeof evaluationSchema>;
