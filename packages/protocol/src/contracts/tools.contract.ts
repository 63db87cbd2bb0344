/** Tools that people of a workspace made: one HTTP request each, as a document. Only `tryTool` calls anything. */
import { z } from 'zod';
import { defineContract, emptySchema, listOf } from '../contract.ts';
import { effectSchema } from '../flow.ts';
import { toolIdSchema } from '../ids.ts';
import { jsonObjectSchema, jsonSchema } from '../json.ts';
import { MAX_TOOL_FILE_BYTES, toolDocumentSchema, toolMethodSchema } from '../tool.ts';
import { wireErrorSchema } from '../wire-error.ts';

export const toolSummarySchema = z.object({
  id: toolIdSchema,
  /** As flows and agents call it. */
  name: z.string(),
  label: z.string(),
  description: z.string(),
  method: toolMethodSchema,
  /** With its port, where the address names one. */
  host: z.string(),
  effect: effectSchema,
  /** Names of the secrets that it uses. */
  secrets: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type ToolSummary = z.infer<typeof toolSummarySchema>;

export const toolProblemSchema = z.object({
  /** Path into the document, such as `request.headers.0.value`. */
  path: z.string(),
  message: z.string(),
  hint: z.string(),
  /** Name of a secret that has to be added or granted. */
  secret: z.string().optional(),
  /** True when that secret is there and only its grants or its value are missing. */
  isInVault: z.boolean().optional(),
});
export type ToolProblem = z.infer<typeof toolProblemSchema>;

const namedSchema = z.object({ id: z.string(), name: z.string() });

export const toolDetailSchema = toolSummarySchema.extend({
  document: toolDocumentSchema,
  /** Grows with every save, and is the number of the version; a save that names an older one is refused with CONFLICT. */
  revision: z.int(),
  /** What keeps its calls from working as things are: secrets above all. */
  problems: z.array(toolProblemSchema),
  usedBy: z.object({ flows: z.array(namedSchema), agents: z.array(namedSchema) }),
});
export type ToolDetail = z.infer<typeof toolDetailSchema>;

export const toolVersionSchema = z.object({
  number: z.int().min(1),
  createdAt: z.number(),
  isCurrent: z.boolean(),
  document: toolDocumentSchema,
});
export type ToolVersion = z.infer<typeof toolVersionSchema>;

const base = { tag: 'tools' } as const;
const toolParams = z.object({ toolId: toolIdSchema });
const callBody = z.object({ document: toolDocumentSchema, input: jsonObjectSchema.default({}) });

export const listTools = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/tools',
  name: 'listTools',
  summary: 'Tools that this workspace made; those that ship with the app are in the catalogue',
  permission: 'tool:read',
  response: listOf(toolSummarySchema),
});

export const createTool = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/tools',
  name: 'createTool',
  summary: 'Create a tool',
  permission: 'tool:write',
  status: 201,
  body: z.object({ document: toolDocumentSchema }),
  response: toolDetailSchema,
});

export const getTool = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/tools/:toolId',
  name: 'getTool',
  summary: 'A tool with its document, its problems, and who uses it',
  permission: 'tool:read',
  params: toolParams,
  response: toolDetailSchema,
});

export const updateTool = defineContract({
  ...base,
  method: 'PUT',
  path: '/api/v1/tools/:toolId',
  name: 'updateTool',
  summary: 'Save a tool; what it was stays as a version. Its name cannot change',
  permission: 'tool:write',
  params: toolParams,
  body: z.object({ document: toolDocumentSchema, revision: z.int() }),
  response: toolDetailSchema,
});

export const deleteTool = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/tools/:toolId',
  name: 'deleteTool',
  summary: 'Delete a tool with its versions; flows and agents that name it say so',
  permission: 'tool:write',
  params: toolParams,
  response: emptySchema,
});

export const listToolVersions = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/tools/:toolId/versions',
  name: 'listToolVersions',
  summary: 'Versions, the newest first',
  permission: 'tool:read',
  params: toolParams,
  response: listOf(toolVersionSchema),
});

export const restoreToolVersion = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/tools/:toolId/versions/:number/restore',
  name: 'restoreToolVersion',
  summary: 'Save a version again, as the newest',
  permission: 'tool:write',
  params: toolParams.extend({ number: z.coerce.number().int().min(1) }),
  response: toolDetailSchema,
});

export const toolPreviewSchema = z.object({
  /** Absent while the input or an expression keeps it from being made; the problems say which. */
  request: z
    .object({
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string().optional(),
    })
    .optional(),
  problems: z.array(toolProblemSchema),
  /** What a call has to give, as JSON Schema. */
  inputSchema: jsonObjectSchema,
});
export type ToolPreview = z.infer<typeof toolPreviewSchema>;

export const previewTool = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/tools/preview',
  name: 'previewTool',
  summary: 'The request that a call would send, with every secret masked; nothing is sent',
  permission: 'tool:read',
  isAudited: false,
  body: callBody,
  response: toolPreviewSchema,
});

export const tryTool = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/tools/try',
  name: 'tryTool',
  summary: 'Call a tool once as its document stands, saved or not, and give its answer or its error',
  permission: 'tool:write',
  body: callBody,
  response: z.object({
    output: jsonSchema.optional(),
    error: wireErrorSchema.optional(),
    durationMs: z.number(),
  }),
});

const textSchema = z.string().min(1).max(MAX_TOOL_FILE_BYTES);

export const readToolFile = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/tools/read-file',
  name: 'readToolFile',
  summary:
    'The tools in an OpenAPI 3 document or an exported file, without keeping, calling or fetching anything',
  permission: 'tool:write',
  isAudited: false,
  body: z.object({
    text: textSchema,
    /** Address of the server, where the document names none or another one is meant. */
    server: z.string().max(2_000).optional(),
  }),
  response: z.object({
    title: z.string(),
    items: z.array(
      z.object({
        /** Of an operation: method, path and summary. */
        summary: z.string(),
        document: toolDocumentSchema.optional(),
        /** Why it cannot become a tool. */
        reason: z.string().optional(),
      }),
    ),
  }),
});

export const importTools = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/tools/import',
  name: 'importTools',
  summary: 'Create several tools; a name that is taken gets a number',
  permission: 'tool:write',
  status: 201,
  body: z.object({ documents: z.array(toolDocumentSchema).min(1).max(200) }),
  response: listOf(toolSummarySchema),
});
