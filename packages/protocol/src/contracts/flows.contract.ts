import { z } from 'zod';
import { defineContract, emptySchema, listOf, pageQuery } from '../contract.ts';
import { flowProblemSchema, flowSchema } from '../flow.ts';
import { flowIdSchema } from '../ids.ts';
import { runStatusSchema } from '../run-event.ts';

export const flowSummarySchema = z.object({
  id: flowIdSchema,
  name: z.string(),
  description: z.string(),
  nodeCount: z.int(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** Number of the published version, when one is published. */
  publishedVersion: z.int().optional(),
  lastRun: z.object({ id: z.string(), status: runStatusSchema, at: z.number() }).optional(),
});
export type FlowSummary = z.infer<typeof flowSummarySchema>;

export const flowDetailSchema = flowSummarySchema.extend({
  draft: flowSchema,
  problems: z.array(flowProblemSchema),
  /** True when the draft does something else than the published version, or nothing is published. */
  isDraftAhead: z.boolean(),
});
export type FlowDetail = z.infer<typeof flowDetailSchema>;

export const flowVersionSummarySchema = z.object({
  number: z.int().min(1),
  /** SHA-256 of the version's canonical content, without positions. */
  contentHash: z.string(),
  name: z.string().optional(),
  createdAt: z.number(),
  isPublished: z.boolean(),
  nodeCount: z.int(),
});
export type FlowVersionSummary = z.infer<typeof flowVersionSummarySchema>;
export const flowVersionSchema = flowVersionSummarySchema.extend({ flow: flowSchema });

export const templateSchema = z.object({
  id: z.string(),
  name: z.string(),
  summary: z.string(),
  icon: z.string(),
  /** True when a run needs a repository or knowledge base to be bound as `source`. */
  needsSource: z.boolean(),
  /** Input to start with, so that the flow runs as it is. */
  sampleInput: z.record(z.string(), z.json()),
  flow: flowSchema,
});
export type Template = z.infer<typeof templateSchema>;

const flowParams = z.object({ flowId: flowIdSchema });
const versionParams = flowParams.extend({ number: z.coerce.number().int().min(1) });

const base = { tag: 'flows' } as const;

export const listFlows = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/flows',
  name: 'listFlows',
  summary: 'Flows of the workspace, the latest change first',
  permission: 'flow:read',
  query: z.object({ ...pageQuery, search: z.string().max(120).optional() }),
  response: listOf(flowSummarySchema),
});

export const createFlow = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/flows',
  name: 'createFlow',
  summary: 'Create a flow: empty, from a template, or from a file',
  permission: 'flow:write',
  status: 201,
  body: z.object({
    name: z.string().min(1).max(120).optional(),
    templateId: z.string().max(64).optional(),
    flow: flowSchema.optional(),
  }),
  response: flowDetailSchema,
});

export const getFlow = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/flows/:flowId',
  name: 'getFlow',
  summary: 'A flow with its draft and the draft’s problems',
  permission: 'flow:read',
  params: flowParams,
  response: flowDetailSchema,
});

export const updateFlow = defineContract({
  ...base,
  method: 'PUT',
  path: '/api/v1/flows/:flowId',
  name: 'updateFlow',
  summary: 'Replace the draft; applied as one transaction on the shared document',
  permission: 'flow:write',
  params: flowParams,
  body: z.object({ flow: flowSchema }),
  response: flowDetailSchema,
});

export const renameFlow = defineContract({
  ...base,
  method: 'PATCH',
  path: '/api/v1/flows/:flowId',
  name: 'renameFlow',
  summary: 'Change name or description',
  permission: 'flow:write',
  params: flowParams,
  body: z.object({
    name: z.string().min(1).max(120).optional(),
    description: z.string().max(2_000).optional(),
  }),
  response: flowSummarySchema,
});

export const deleteFlow = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/flows/:flowId',
  name: 'deleteFlow',
  summary: 'Move a flow to the bin; its runs stay',
  permission: 'flow:write',
  params: flowParams,
  response: emptySchema,
});

export const restoreFlow = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/flows/:flowId/restore',
  name: 'restoreFlow',
  summary: 'Take a flow back from the bin',
  permission: 'flow:write',
  params: flowParams,
  response: flowSummarySchema,
});

export const validateFlow = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/flows/validate',
  name: 'validateFlow',
  isAudited: false,
  summary: 'Every problem of a flow, without saving or running anything',
  permission: 'flow:read',
  body: z.object({
    flow: flowSchema,
    /** The flow itself, where it is saved: it must not come to call itself. */
    flowId: flowIdSchema.optional(),
  }),
  response: z.object({ problems: z.array(flowProblemSchema) }),
});

export const listFlowVersions = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/flows/:flowId/versions',
  name: 'listFlowVersions',
  summary: 'Versions, the newest first',
  permission: 'flow:read',
  params: flowParams,
  response: listOf(flowVersionSummarySchema),
});

export const getFlowVersion = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/flows/:flowId/versions/:number',
  name: 'getFlowVersion',
  summary: 'One version with its content',
  permission: 'flow:read',
  params: versionParams,
  response: flowVersionSchema,
});

export const createFlowVersion = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/flows/:flowId/versions',
  name: 'createFlowVersion',
  summary: 'Cut a version of the draft and give it a name',
  permission: 'flow:write',
  status: 201,
  params: flowParams,
  body: z.object({ name: z.string().min(1).max(120).optional() }),
  response: flowVersionSummarySchema,
});

export const restoreFlowVersion = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/flows/:flowId/versions/:number/restore',
  name: 'restoreFlowVersion',
  summary: 'Make the draft equal to a version',
  permission: 'flow:write',
  params: versionParams,
  response: flowDetailSchema,
});

export const publishFlow = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/flows/:flowId/publish',
  name: 'publishFlow',
  summary: 'Publish the draft (or a version): what the API and agents run',
  permission: 'flow:publish',
  params: flowParams,
  body: z.object({ number: z.int().min(1).optional() }),
  response: flowVersionSummarySchema,
});

export const unpublishFlow = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/flows/:flowId/publish',
  name: 'unpublishFlow',
  summary: 'Take the published version out of use',
  permission: 'flow:publish',
  params: flowParams,
  response: emptySchema,
});

export const listTemplates = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/templates',
  name: 'listTemplates',
  summary: 'Flows to start from; each runs as it is',
  permission: 'flow:read',
  response: listOf(templateSchema),
});
