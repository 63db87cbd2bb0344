/** Agents as files. On its own, so that pages which only list agents do not load it. */
import { z } from 'zod';
import { defineContract } from '../contract.ts';
import { agentIdSchema } from '../ids.ts';

/** A mistake in a file of agents, or something in it that is not there in this workspace. */
export const agentFileProblemSchema = z.object({
  /** Counted from 1. */
  line: z.int().optional(),
  /** Key of the agent and field, such as `support-agent.limits.max_steps`; empty for the file as a whole. */
  path: z.string(),
  /** Errors keep the file from being imported; a warning is mended on the agent's page. */
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  hint: z.string(),
});
export type AgentFileProblem = z.infer<typeof agentFileProblemSchema>;

const base = { tag: 'agents' } as const;

export const exportAgents = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/agents/export',
  name: 'exportAgents',
  summary: 'Drafts of agents as a YAML file, with names in place of ids',
  permission: 'agent:read',
  query: z.object({
    /** Ids separated by commas; every agent of the workspace when absent. */
    agentIds: z.string().max(10_000).optional(),
  }),
  response: z.object({ text: z.string(), count: z.int() }),
});

export const importAgents = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/agents/import',
  name: 'importAgents',
  summary: 'Make agents from a YAML file; nothing in it is executed',
  permission: 'agent:write',
  body: z.object({
    text: z.string().min(1).max(1_000_000),
    /** Tells what would be made, and every problem, and makes nothing. */
    isTrial: z.boolean().default(false),
    /** An agent of the same name gets a new draft in place of a namesake beside it. */
    isReplacing: z.boolean().default(false),
  }),
  response: z.object({
    agents: z.array(
      z.object({
        /** Absent in a trial. */
        id: agentIdSchema.optional(),
        name: z.string(),
        /** It was there, and its draft is replaced. */
        isReplaced: z.boolean(),
      }),
    ),
    problems: z.array(agentFileProblemSchema),
  }),
});
