import { z } from 'zod';
import { agentConfigSchema } from '../agent.ts';
import { defineContract, emptySchema, listOf } from '../contract.ts';
import { agentIdSchema } from '../ids.ts';
import { runSummarySchema, sourceBindingSchema } from './runs.contract.ts';

export const agentSummarySchema = z.object({
  id: agentIdSchema,
  name: z.string(),
  description: z.string(),
  model: z.string(),
  toolCount: z.int(),
  createdAt: z.number(),
  updatedAt: z.number(),
  publishedVersion: z.int().optional(),
});
export type AgentSummary = z.infer<typeof agentSummarySchema>;

export const agentProblemSchema = z.object({ path: z.string(), message: z.string(), hint: z.string() });
export type AgentProblem = z.infer<typeof agentProblemSchema>;

export const agentDetailSchema = agentSummarySchema.extend({
  draft: agentConfigSchema,
  problems: z.array(agentProblemSchema),
  /** Changes with every save; a save that names an older one is refused with CONFLICT. */
  revision: z.int(),
});
export type AgentDetail = z.infer<typeof agentDetailSchema>;

export const agentVersionSchema = z.object({
  number: z.int().min(1),
  contentHash: z.string(),
  name: z.string().optional(),
  createdAt: z.number(),
  isPublished: z.boolean(),
  config: agentConfigSchema,
});
export type AgentVersion = z.infer<typeof agentVersionSchema>;

export const memoryEntrySchema = z.object({
  key: z.string(),
  value: z.string(),
  scope: z.enum(['run', 'conversation', 'agent']),
  scopeId: z.string(),
  updatedAt: z.number(),
});
export type MemoryEntry = z.infer<typeof memoryEntrySchema>;

const agentParams = z.object({ agentId: agentIdSchema });
const base = { tag: 'agents' } as const;
const nameSchema = z.string().min(1).max(120);

export const listAgents = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/agents',
  name: 'listAgents',
  summary: 'Agents of the workspace',
  permission: 'agent:read',
  response: listOf(agentSummarySchema),
});

export const createAgent = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/agents',
  name: 'createAgent',
  summary: 'Create an agent',
  permission: 'agent:write',
  status: 201,
  body: z.object({
    name: nameSchema,
    description: z.string().max(2_000).default(''),
    config: agentConfigSchema.optional(),
  }),
  response: agentDetailSchema,
});

export const getAgent = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/agents/:agentId',
  name: 'getAgent',
  summary: 'An agent with its draft',
  permission: 'agent:read',
  params: agentParams,
  response: agentDetailSchema,
});

export const updateAgent = defineContract({
  ...base,
  method: 'PUT',
  path: '/api/v1/agents/:agentId',
  name: 'updateAgent',
  summary: 'Save the draft',
  permission: 'agent:write',
  params: agentParams,
  body: z.object({
    name: nameSchema.optional(),
    description: z.string().max(2_000).optional(),
    config: agentConfigSchema.optional(),
    revision: z.int(),
  }),
  response: agentDetailSchema,
});

export const deleteAgent = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/agents/:agentId',
  name: 'deleteAgent',
  summary: 'Delete an agent; its runs stay',
  permission: 'agent:write',
  params: agentParams,
  response: emptySchema,
});

export const listAgentVersions = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/agents/:agentId/versions',
  name: 'listAgentVersions',
  summary: 'Versions, the newest first',
  permission: 'agent:read',
  params: agentParams,
  response: listOf(agentVersionSchema),
});

export const publishAgent = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/agents/:agentId/publish',
  name: 'publishAgent',
  summary: 'Cut a version of the draft and publish it: what flows and other agents call',
  permission: 'agent:write',
  params: agentParams,
  body: z.object({ name: nameSchema.optional() }),
  response: agentVersionSchema,
});

export const restoreAgentVersion = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/agents/:agentId/versions/:number/restore',
  name: 'restoreAgentVersion',
  summary: 'Make the draft equal to a version',
  permission: 'agent:write',
  params: agentParams.extend({ number: z.coerce.number().int().min(1) }),
  response: agentDetailSchema,
});

export const testAgent = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/agents/:agentId/runs',
  name: 'testAgent',
  summary: 'Run the draft of an agent on one request',
  permission: 'flow:run',
  status: 202,
  params: agentParams,
  body: z.object({ request: z.string().min(1).max(20_000), source: sourceBindingSchema.optional() }),
  response: runSummarySchema,
});

export const listMemory = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/agents/:agentId/memory',
  name: 'listMemory',
  summary: 'What the agent remembers',
  permission: 'memory:read',
  params: agentParams,
  response: listOf(memoryEntrySchema),
});

export const deleteMemory = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/agents/:agentId/memory',
  name: 'deleteMemory',
  summary: 'Forget one entry, or everything',
  permission: 'memory:write',
  params: agentParams,
  query: z.object({
    key: z.string().max(200).optional(),
    scope: z.enum(['run', 'conversation', 'agent']).optional(),
    scopeId: z.string().max(64).optional(),
  }),
  response: emptySchema,
});
