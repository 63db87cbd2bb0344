import { z } from 'zod';
import { citationSchema } from '../citation.ts';
import { defineContract, emptySchema, listOf, pageQuery } from '../contract.ts';
import { flowSchema } from '../flow.ts';
import { flowIdSchema, nodeIdSchema, runIdSchema, triggerIdSchema } from '../ids.ts';
import { jsonObjectSchema, jsonSchema } from '../json.ts';
import { usageSchema } from '../model.ts';
import { editedStepSchema, MAX_PLAN_STEPS, planSchema } from '../plan.ts';
import { portValueSchema, runEventSchema, runStatusSchema } from '../run-event.ts';
import { wireErrorSchema } from '../wire-error.ts';

/** What the reserved word `source` stands for in one run: a whole knowledge base or one source of it. */
export const sourceBindingSchema = z.object({
  knowledgeBaseId: z.string().optional(),
  sourceId: z.string().optional(),
});
export type SourceBinding = z.infer<typeof sourceBindingSchema>;

/** The place in another run that a run goes on from, and what was changed there. */
export const runOriginSchema = z.object({
  runId: runIdSchema,
  /** Sequence number of the last event that is kept. */
  afterSeq: z.int().min(1),
  /** Outputs of nodes that had finished by then, with the values that take their place. */
  edits: z.array(
    z.object({ activationId: z.string().min(1).max(400), port: z.string().max(100), value: jsonSchema }),
  ),
});
export type RunOrigin = z.infer<typeof runOriginSchema>;

export const runSummarySchema = z
  .object({
    id: runIdSchema,
    /** What ran: a flow's version, an agent's version, or an agent's test pane. */
    flowId: flowIdSchema.optional(),
    agentId: z.string().optional(),
    name: z.string(),
    version: z.int().optional(),
    status: runStatusSchema,
    trigger: z.enum([
      'manual',
      'chat',
      'api',
      'agent',
      'flow',
      'cli',
      'share',
      'governance',
      'schedule',
      'webhook',
      'source',
      'evaluation',
    ]),
    /** The one node of the flow that ran, alone. */
    nodeId: nodeIdSchema.optional(),
    /** Which trigger started it. */
    triggerId: triggerIdSchema.optional(),
    createdAt: z.number(),
    startedAt: z.number().optional(),
    endedAt: z.number().optional(),
    durationMs: z.number().optional(),
    usage: usageSchema,
    parentRunId: runIdSchema.optional(),
    error: wireErrorSchema.optional(),
  })
  .meta({ id: 'RunSummary' });
export type RunSummary = z.infer<typeof runSummarySchema>;

export const runDetailSchema = runSummarySchema.extend({
  input: jsonObjectSchema,
  source: sourceBindingSchema.optional(),
  /** The flow as it was when it ran: replay draws this, not today's draft. */
  flow: flowSchema,
  outputs: jsonObjectSchema.optional(),
  citations: z.array(citationSchema).optional(),
  /** The run that it goes on from. */
  origin: runOriginSchema.optional(),
  lastSeq: z.int(),
  /** Runs of called agents that wait for a person, and that this run waits for. */
  waitingRuns: z.array(z.object({ id: runIdSchema, name: z.string() })),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

const runParams = z.object({ runId: runIdSchema });
const base = { tag: 'runs' } as const;

export const startRunBodySchema = z.object({
  input: jsonObjectSchema.default({}),
  source: sourceBindingSchema.optional(),
  /** A version to run; the draft (cut silently as a version when it changed) when absent. */
  version: z.int().min(1).optional(),
});

export const startRun = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/flows/:flowId/runs',
  name: 'startRun',
  summary: 'Start a run of a flow',
  permission: 'flow:run',
  status: 202,
  params: z.object({ flowId: flowIdSchema }),
  body: startRunBodySchema,
  response: runSummarySchema,
});

const nodeParams = z.object({ flowId: flowIdSchema, nodeId: nodeIdSchema });

export const runNode = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/flows/:flowId/nodes/:nodeId/runs',
  name: 'runNode',
  summary:
    'Start a run of one node of the draft alone, on values that are given; its outputs are those of the run',
  permission: 'flow:run',
  status: 202,
  params: nodeParams,
  body: z.object({
    /** By in-port; a list for a port that takes several values. */
    input: jsonObjectSchema.default({}),
    /** What `run.input` is in its settings, where they name it. */
    runInput: jsonObjectSchema.default({}),
    source: sourceBindingSchema.optional(),
  }),
  response: runSummarySchema,
});

/** What a node took and gave the last time that it ran. */
export const lastNodeRunSchema = z.object({
  runId: runIdSchema,
  startedAt: z.number(),
  status: z.enum(['running', 'retrying', 'paused', 'completed', 'failed', 'cancelled']),
  input: jsonObjectSchema,
  outputs: z.array(portValueSchema),
  runInput: jsonObjectSchema,
  source: sourceBindingSchema.optional(),
});
export type LastNodeRun = z.infer<typeof lastNodeRunSchema>;

export const getLastNodeRun = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/flows/:flowId/nodes/:nodeId/last-run',
  name: 'getLastNodeRun',
  summary: 'What a node took and gave the last time that it ran, in one of the latest runs of its flow',
  permission: 'run:read',
  params: nodeParams,
  response: z.object({ last: lastNodeRunSchema.optional() }),
});

export const listRuns = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/runs',
  name: 'listRuns',
  summary: 'Runs of the workspace, the newest first',
  permission: 'run:read',
  query: z.object({
    ...pageQuery,
    flowId: flowIdSchema.optional(),
    agentId: z.string().optional(),
    status: runStatusSchema.optional(),
  }),
  response: listOf(runSummarySchema),
});

export const getRun = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/runs/:runId',
  name: 'getRun',
  summary: 'A run with the flow as it was',
  permission: 'run:read',
  params: runParams,
  response: runDetailSchema,
});

export const listRunEvents = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/runs/:runId/events',
  name: 'listRunEvents',
  summary: 'Durable events after a sequence number',
  permission: 'run:read',
  params: runParams,
  query: z.object({
    afterSeq: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(10_000).default(5_000),
  }),
  response: z.object({ items: z.array(runEventSchema), isComplete: z.boolean() }),
});

export const cancelRun = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/runs/:runId/cancel',
  name: 'cancelRun',
  summary: 'Ask a run to stop',
  permission: 'run:cancel',
  status: 202,
  params: runParams,
  response: emptySchema,
});

export const rerun = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/runs/:runId/rerun',
  name: 'rerun',
  summary: 'Run the same version again with the same input and source',
  permission: 'flow:run',
  status: 202,
  params: runParams,
  response: runSummarySchema,
});

export const continueRun = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/runs/:runId/continue',
  name: 'continueRun',
  summary: 'Start a new run that goes on from a place in this one; what had failed is tried again',
  permission: 'flow:run',
  status: 202,
  params: runParams,
  body: z.object({
    /** The end of the run when absent. */
    afterSeq: z.int().min(1).optional(),
    edits: runOriginSchema.shape.edits.max(50).default([]),
  }),
  response: runSummarySchema,
});

export const answerRun = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/runs/:runId/answer',
  name: 'answerRun',
  summary: 'Answer the question of a paused activation; the run goes on',
  permission: 'flow:run',
  status: 202,
  params: runParams,
  body: z.object({ activationId: z.string().min(1).max(400), answer: jsonSchema }),
  response: emptySchema,
});

export const editPlan = defineContract({
  ...base,
  method: 'PATCH',
  path: '/api/v1/runs/:runId/plan',
  name: 'editPlan',
  summary: 'Change the steps of a plan that have not begun, while the agent works on the others',
  permission: 'flow:run',
  params: runParams,
  body: z.object({
    activationId: z.string().min(1).max(400),
    /** Of the plan that the edit was made on; 409 when it was edited since. */
    revision: z.int().min(1),
    /** All steps in their new order, those that have begun unchanged. The last one is an answer. */
    steps: z.array(editedStepSchema).min(1).max(MAX_PLAN_STEPS),
  }),
  response: planSchema,
});

/** Result of a run of a published flow; the same shape as the last line of the CLI's `run`. */
export const runResultSchema = z.object({
  runId: runIdSchema,
  status: runStatusSchema,
  /** The single output as text; empty when the flow has several. */
  output: z.string(),
  outputs: jsonObjectSchema,
  citations: z.array(citationSchema),
  usage: usageSchema,
  durationMs: z.number(),
  error: wireErrorSchema.optional(),
});
export type RunResult = z.infer<typeof runResultSchema>;

export const runPublishedFlow = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/published/:flowId/runs',
  name: 'runPublishedFlow',
  summary: 'Run the published version and wait for its result; made for API tokens',
  permission: 'published:run',
  params: z.object({ flowId: flowIdSchema }),
  query: z.object({
    /** Longest wait in ms; when it is over, the answer says `running` and the run goes on. */
    waitMs: z.coerce.number().int().min(0).max(600_000).default(60_000),
  }),
  body: z.object({ input: jsonObjectSchema.default({}), source: sourceBindingSchema.optional() }),
  response: runResultSchema,
});
