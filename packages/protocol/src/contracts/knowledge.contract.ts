import { z } from 'zod';
import { defineContract, emptySchema, listOf, pageQuery } from '../contract.ts';
import { knowledgeBaseIdSchema, sourceIdSchema } from '../ids.ts';
import {
  embedderSettingSchema,
  evaluationSchema,
  knowledgeBaseSchema,
  searchResultSchema,
  sourceKindSchema,
  sourceSchema,
} from '../knowledge.ts';

const baseParams = z.object({ knowledgeBaseId: knowledgeBaseIdSchema });
const sourceParams = baseParams.extend({ sourceId: sourceIdSchema });
const base = { tag: 'knowledge' } as const;

export const listKnowledgeBases = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/knowledge',
  name: 'listKnowledgeBases',
  summary: 'Knowledge bases with their sources',
  permission: 'knowledge:read',
  response: listOf(knowledgeBaseSchema),
});

export const createKnowledgeBase = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/knowledge',
  name: 'createKnowledgeBase',
  summary: 'Create a knowledge base',
  permission: 'knowledge:write',
  status: 201,
  body: z.object({ name: z.string().min(1).max(120), description: z.string().max(2_000).default('') }),
  response: knowledgeBaseSchema,
});

export const getKnowledgeBase = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/knowledge/:knowledgeBaseId',
  name: 'getKnowledgeBase',
  summary: 'One knowledge base',
  permission: 'knowledge:read',
  params: baseParams,
  response: knowledgeBaseSchema,
});

export const updateKnowledgeBase = defineContract({
  ...base,
  method: 'PATCH',
  path: '/api/v1/knowledge/:knowledgeBaseId',
  name: 'updateKnowledgeBase',
  summary: 'Change name, description or embedder',
  permission: 'knowledge:write',
  params: baseParams,
  body: z.object({
    name: z.string().min(1).max(120).optional(),
    description: z.string().max(2_000).optional(),
    embedder: embedderSettingSchema.optional(),
  }),
  response: knowledgeBaseSchema,
});

export const deleteKnowledgeBase = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/knowledge/:knowledgeBaseId',
  name: 'deleteKnowledgeBase',
  summary: 'Delete a knowledge base and its index; the files stay untouched',
  permission: 'knowledge:write',
  params: baseParams,
  response: emptySchema,
});

export const addSource = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/knowledge/:knowledgeBaseId/sources',
  name: 'addSource',
  summary: 'Add a folder or a git repository and start reading it',
  permission: 'knowledge:write',
  status: 202,
  params: baseParams,
  body: z.object({
    kind: sourceKindSchema,
    /** A folder inside the allowed roots, or an address that git can clone. */
    location: z.string().min(1).max(2_000),
    name: z.string().min(1).max(120).optional(),
  }),
  response: sourceSchema,
});

export const ingestSource = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/knowledge/:knowledgeBaseId/sources/:sourceId/ingest',
  name: 'ingestSource',
  summary: 'Read a source again; only what changed is parsed',
  permission: 'knowledge:write',
  status: 202,
  params: sourceParams,
  response: sourceSchema,
});

export const cancelIngest = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/knowledge/:knowledgeBaseId/sources/:sourceId/ingest',
  name: 'cancelIngest',
  summary: 'Stop reading a source; what stood before stays',
  permission: 'knowledge:write',
  params: sourceParams,
  response: emptySchema,
});

export const deleteSource = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/knowledge/:knowledgeBaseId/sources/:sourceId',
  name: 'deleteSource',
  summary: 'Remove a source and what was read from it; the files stay untouched',
  permission: 'knowledge:write',
  params: sourceParams,
  response: emptySchema,
});

export const searchKnowledge = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/knowledge/:knowledgeBaseId/search',
  name: 'searchKnowledge',
  summary: 'The best chunks for a question',
  permission: 'knowledge:read',
  params: baseParams,
  query: z.object({
    query: z.string().min(1).max(2_000),
    topK: z.coerce.number().int().min(1).max(50).default(10),
    sourceId: sourceIdSchema.optional(),
  }),
  response: z.object({ results: z.array(searchResultSchema), durationMs: z.number() }),
});

export const evaluateKnowledge = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/knowledge/:knowledgeBaseId/sources/:sourceId/evaluate',
  name: 'evaluateKnowledge',
  summary: 'Measure retrieval on questions made from the source itself',
  permission: 'knowledge:read',
  params: sourceParams,
  body: z.object({ maxQuestions: z.int().min(10).max(1_000).default(200) }),
  response: evaluationSchema,
});

export const documentSchema = z.object({
  path: z.string(),
  language: z.string(),
  byteCount: z.number(),
  chunkCount: z.int(),
  blobHash: z.string(),
});

export const listDocuments = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/knowledge/:knowledgeBaseId/sources/:sourceId/documents',
  name: 'listDocuments',
  summary: 'Documents of a source by path',
  permission: 'knowledge:read',
  params: sourceParams,
  query: z.object({ ...pageQuery, search: z.string().max(200).optional() }),
  response: listOf(documentSchema),
});
