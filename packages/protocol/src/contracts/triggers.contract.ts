import { z } from 'zod';
import { defineContract, emptySchema, listOf, pageQuery } from '../contract.ts';
import { runIdSchema, triggerIdSchema } from '../ids.ts';
import { jsonSchema } from '../json.ts';
import { runStatusSchema } from '../run-event.ts';
import { wireErrorSchema } from '../wire-error.ts';
import { runResultSchema, sourceBindingSchema } from './runs.contract.ts';

/** What is started: always its published version. */
export const triggerTargetSchema = z.object({
  type: z.enum(['flow', 'agent']),
  id: z.string().min(1).max(64),
});
export type TriggerTarget = z.infer<typeof triggerTargetSchema>;

/** What becomes of times that passed while no server ran. */
export const missedRuleSchema = z.enum(['skip', 'once', 'all']);

export const scheduleSchema = z.object({
  type: z.literal('schedule'),
  /** Five fields, or six with seconds first. */
  cron: z.string().min(1).max(200),
  /** Name of the IANA database, such as `Europe/Berlin`. */
  timeZone: z.string().min(1).max(64).default('UTC'),
  missed: missedRuleSchema.default('once'),
});
export type Schedule = z.infer<typeof scheduleSchema>;

export const webhookSchema = z.object({
  type: z.literal('webhook'),
  /** How a sender signs: as Standard Webhooks has it, or as GitHub does. */
  scheme: z.enum(['standard', 'github']).default('standard'),
  /** `secret:NAME` of the vault; a webhook without one has a secret of its own. */
  secret: z
    .string()
    .regex(/^secret:[A-Za-z][A-Za-z0-9_]{0,99}$/, 'must name a secret of the vault, as secret:NAME')
    .optional(),
});
export type Webhook = z.infer<typeof webhookSchema>;

export const sourceChangeSchema = z.object({
  type: z.literal('source'),
  /** Of a knowledge base. */
  sourceId: z.string().min(1).max(64),
  /** `files`: whatever changes what can be read. `commits`: only when there is another commit. */
  on: z.enum(['files', 'commits']).default('files'),
  /** Patterns as in `.gitignore`; without any, every file counts. */
  paths: z.array(z.string().min(1).max(200)).max(50).default([]),
  /** How often it is looked at. A reading by hand is noticed at once. */
  everyMinutes: z.int().min(1).max(1_440).default(5),
});
export type SourceChange = z.infer<typeof sourceChangeSchema>;

export const triggerConfigSchema = z.discriminatedUnion('type', [
  scheduleSchema,
  webhookSchema,
  sourceChangeSchema,
]);
export type TriggerConfig = z.infer<typeof triggerConfigSchema>;

/** Inputs by name, as templates: text with CEL between {{ and }}; one expression alone keeps its type. */
export const triggerInputsSchema = z.record(z.string().min(1).max(64), z.string().max(20_000));

export const firingSchema = z.object({
  id: z.string(),
  at: z.number(),
  /** When it should have been, for a schedule. */
  scheduledFor: z.number().optional(),
  status: z.enum(['started', 'failed', 'skipped']),
  runId: runIdSchema.optional(),
  runStatus: runStatusSchema.optional(),
  /** Why no run came of it. */
  error: wireErrorSchema.optional(),
});
export type Firing = z.infer<typeof firingSchema>;

export const triggerSchema = z
  .object({
    id: triggerIdSchema,
    target: triggerTargetSchema,
    /** Of what it starts. */
    targetName: z.string(),
    name: z.string(),
    config: triggerConfigSchema,
    inputs: triggerInputsSchema,
    source: sourceBindingSchema.optional(),
    isEnabled: z.boolean(),
    createdAt: z.number(),
    updatedAt: z.number(),
    /** Of a schedule that is on, and when a source is looked at next. */
    nextAt: z.number().optional(),
    /** When it fires, in words; not for a webhook. */
    words: z.string().optional(),
    lastFiring: firingSchema.optional(),
    /** The last call of a webhook that was refused, or look at a source that failed, and why. */
    lastRefusal: z.object({ at: z.number(), message: z.string(), hint: z.string().optional() }).optional(),
  })
  .meta({ id: 'Trigger' });
export type Trigger = z.infer<typeof triggerSchema>;

const triggerParams = z.object({ triggerId: triggerIdSchema });
const base = { tag: 'triggers' } as const;
const nameSchema = z.string().min(1).max(120);
/** A secret of its own is shown when it was made, and never again. */
const withSecret = z.object({ trigger: triggerSchema, secret: z.string().optional() });

export const listTriggers = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/triggers',
  name: 'listTriggers',
  summary: 'Triggers of the workspace, or of one flow or agent',
  permission: 'flow:read',
  query: z.object({ targetId: z.string().max(64).optional() }),
  response: listOf(triggerSchema),
});

export const createTrigger = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/triggers',
  name: 'createTrigger',
  summary: 'Start a published flow or agent by a schedule, a webhook or the change of a source',
  permission: 'flow:publish',
  status: 201,
  body: z.object({
    target: triggerTargetSchema,
    name: nameSchema,
    config: triggerConfigSchema,
    inputs: triggerInputsSchema.default({}),
    source: sourceBindingSchema.optional(),
  }),
  response: withSecret,
});

export const updateTrigger = defineContract({
  ...base,
  method: 'PATCH',
  path: '/api/v1/triggers/:triggerId',
  name: 'updateTrigger',
  summary: 'Change a trigger, pause it or turn it on',
  permission: 'flow:publish',
  params: triggerParams,
  body: z.object({
    name: nameSchema.optional(),
    config: triggerConfigSchema.optional(),
    inputs: triggerInputsSchema.optional(),
    source: sourceBindingSchema.nullable().optional(),
    isEnabled: z.boolean().optional(),
  }),
  response: triggerSchema,
});

export const deleteTrigger = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/triggers/:triggerId',
  name: 'deleteTrigger',
  summary: 'Delete a trigger; the runs it started stay',
  permission: 'flow:publish',
  params: triggerParams,
  response: emptySchema,
});

export const fireTrigger = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/triggers/:triggerId/fire',
  name: 'fireTrigger',
  summary: 'Fire a trigger now, to see what it does; a webhook with the message given here',
  permission: 'flow:run',
  params: triggerParams,
  body: z.object({
    /** What the message of a webhook would hold. */
    body: jsonSchema.optional(),
  }),
  response: firingSchema,
});

export const rotateTriggerSecret = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/triggers/:triggerId/secret',
  name: 'rotateTriggerSecret',
  summary: 'Give a webhook a new secret; the old one is refused from then on',
  permission: 'flow:publish',
  params: triggerParams,
  response: z.object({ id: triggerIdSchema, secret: z.string() }),
});

export const listFirings = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/triggers/:triggerId/firings',
  name: 'listFirings',
  summary: 'When a trigger fired and what came of it, the newest first',
  permission: 'run:read',
  params: triggerParams,
  query: z.object(pageQuery),
  response: listOf(firingSchema),
});

export const previewSchedule = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/triggers/preview',
  name: 'previewSchedule',
  summary: 'A schedule in words, with its next five times',
  permission: 'flow:read',
  isAudited: false,
  body: scheduleSchema,
  response: z.object({ words: z.string(), times: z.array(z.number()) }),
});

/** Signed by its sender; the signature is all there is to say who calls. */
export const receiveWebhook = defineContract({
  ...base,
  method: 'POST',
  path: '/api/hooks/:triggerId',
  name: 'receiveWebhook',
  summary: 'A signed message that starts a run; with `wait` its result is the answer',
  permission: 'public',
  status: 202,
  params: triggerParams,
  query: z.object({ wait: z.enum(['true', 'false']).default('false') }),
  body: jsonSchema.optional(),
  response: z.object({
    /** Absent for a message that only tries the connection. */
    runId: runIdSchema.optional(),
    /** The message had come before, and started that run. */
    isDuplicate: z.boolean(),
    result: runResultSchema.optional(),
  }),
});
