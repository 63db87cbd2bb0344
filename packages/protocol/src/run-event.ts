/**
 * A run is its journal: an append-only list of these events. Durable events carry `seq`, 1-based and without
 * gaps; live deltas carry activation, attempt and offset instead and are never stored. Timeline, canvas, chat,
 * replay and resume are folds over the one list.
 */
import { z } from 'zod';
import { citationSchema, passageSchema } from './citation.ts';
import { activationIdSchema, nodeIdSchema, runIdSchema } from './ids.ts';
import { jsonObjectSchema, jsonSchema } from './json.ts';
import { usageSchema } from './model.ts';
import { planChangeSchema, planChoicesSchema, planSchema } from './plan.ts';
import { wireErrorSchema } from './wire-error.ts';

export const runStatusSchema = z.enum(['queued', 'running', 'paused', 'completed', 'failed', 'cancelled']);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** One place on the way from the run to an activation: which turn of which loop. Turns count from 1. */
export const pathSegmentSchema = z.object({ node: nodeIdSchema, turn: z.int().min(1) });
export type PathSegment = z.infer<typeof pathSegmentSchema>;

const envelope = {
  runId: runIdSchema,
  /** Position in the journal, from 1. */
  seq: z.int().min(1),
  /** Epoch ms. */
  at: z.number(),
};
const activation = { activationId: activationIdSchema, nodeId: nodeIdSchema };
/** Number of the durable call within its activation, so that a resumed activation finds it again. */
const callNumber = z.int().min(0).optional();

/** An output value on one out-port of a node, with the citations that travel with it. */
export const portValueSchema = z.object({
  port: z.string(),
  value: jsonSchema,
  citations: z.array(citationSchema).optional(),
});
export type PortValue = z.infer<typeof portValueSchema>;

/** Where a way to a node that joins several comes from. */
export const branchSchema = z.object({ node: nodeIdSchema, port: z.string() });
export type Branch = z.infer<typeof branchSchema>;

/** Points at an output in an earlier `node-end` of the same run. */
export const outputRefSchema = z.object({ activationId: activationIdSchema, port: z.string() });
export type OutputRef = z.infer<typeof outputRefSchema>;

export const runEventSchema = z
  .discriminatedUnion('type', [
    z.object({
      ...envelope,
      type: z.literal('run-start'),
      flowHash: z.string(),
      input: jsonObjectSchema,
      parent: z.object({ runId: runIdSchema, activationId: activationIdSchema }).optional(),
      /** The run that it goes on from: the events up to there are copies of its events. */
      origin: z.object({ runId: runIdSchema, afterSeq: z.int() }).optional(),
    }),
    z.object({ ...envelope, type: z.literal('run-pause'), reason: z.string() }),
    /** The run goes on: after a pause, or in another process after the first one ended. */
    z.object({ ...envelope, type: z.literal('run-resume'), reason: z.string(), epoch: z.int().optional() }),
    z.object({ ...envelope, type: z.literal('run-cancel-request'), by: z.string() }),
    z.object({
      ...envelope,
      type: z.literal('run-end'),
      status: z.enum(['completed', 'failed', 'cancelled']),
      /** Outputs by the name of the output node. */
      outputs: jsonObjectSchema,
      citations: z.array(citationSchema),
      usage: usageSchema,
      durationMs: z.number(),
      error: wireErrorSchema.optional(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('node-start'),
      path: z.array(pathSegmentSchema),
      attempt: z.int().min(1),
      /** Values by in-port, without those that `inputFrom` points at. */
      input: jsonObjectSchema,
      /** In-ports whose values are long: where the journal has them already, as one or as a list. */
      inputFrom: z.record(z.string(), z.union([outputRefSchema, z.array(outputRefSchema)])).optional(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('node-retry'),
      /** The attempt that failed. */
      attempt: z.int().min(1),
      error: wireErrorSchema,
      delayMs: z.number(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('node-pause'),
      reason: z.string(),
      question: jsonSchema.optional(),
      /** When the node goes on by itself, epoch ms. */
      until: z.number().optional(),
    }),
    /** The first value has come to a node that waits for more, but not for ever. */
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('join-wait'),
      path: z.array(pathSegmentSchema),
      /** When it goes on with what has come, epoch ms. */
      until: z.number(),
    }),
    /** That time has come: the node starts without those that are missing. */
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('join-timeout'),
      missing: z.array(branchSchema),
    }),
    /** A value has come to a node that had enough, or that has waited long enough. It is not used. */
    z.object({ ...envelope, ...activation, type: z.literal('join-late'), from: branchSchema }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('node-answer'),
      answer: jsonSchema,
      by: z.string(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('node-end'),
      attempt: z.int().min(1),
      outputs: z.array(portValueSchema),
      /** What the node failed with, when its flow says how to go on. */
      failure: wireErrorSchema.optional(),
      /** The outputs were pinned on the node: it did not run. */
      isPinned: z.literal(true).optional(),
      usage: usageSchema.optional(),
      durationMs: z.number(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('node-error'),
      attempt: z.int().min(1),
      error: wireErrorSchema,
      durationMs: z.number(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('plan-write'),
      call: callNumber,
      plan: planSchema,
      /** What steps may use, for people who change them. */
      choices: planChoicesSchema.optional(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('plan-update'),
      call: callNumber,
      change: planChangeSchema,
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('tool-call'),
      /** Ordinal of the call within the activation, from 0; with the activation it names the call. */
      call: z.int().min(0),
      tool: z.string(),
      input: jsonObjectSchema,
      idempotencyKey: z.string(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('tool-result'),
      call: z.int().min(0),
      tool: z.string(),
      output: jsonSchema.optional(),
      citations: z.array(citationSchema).optional(),
      error: wireErrorSchema.optional(),
      durationMs: z.number(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('model-call'),
      call: z.int().min(0),
      model: z.string(),
      /** Appended when the answer is whole, so that a resumed activation need not ask again. */
      text: z.string(),
      toolCalls: z.array(z.object({ id: z.string(), tool: z.string(), input: jsonObjectSchema })),
      citations: z.array(citationSchema).optional(),
      usage: usageSchema,
      durationMs: z.number(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('model-restart'),
      call: z.int().min(0),
      model: z.string(),
      nextModel: z.string(),
      error: wireErrorSchema,
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('retrieval'),
      call: z.int().min(0),
      query: z.string(),
      knowledge: z.string(),
      passages: z.array(passageSchema),
      durationMs: z.number(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('memory-write'),
      call: callNumber,
      agentId: z.string(),
      scope: z.enum(['run', 'conversation', 'agent']),
      key: z.string().max(200),
      /** Null forgets the key. */
      value: z.string().nullable(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('child-run-start'),
      call: callNumber,
      childRunId: runIdSchema,
      agentId: z.string().optional(),
      flowId: z.string().optional(),
      /** What people call it. */
      name: z.string().optional(),
      /** Of an agent. */
      goal: z.string().optional(),
    }),
    z.object({
      ...envelope,
      ...activation,
      type: z.literal('child-run-end'),
      call: callNumber,
      childRunId: runIdSchema,
      status: runStatusSchema,
      output: jsonSchema,
      citations: z.array(citationSchema).optional(),
      usage: usageSchema,
      /** Why the child failed. */
      error: wireErrorSchema.optional(),
    }),
    z.object({
      ...envelope,
      type: z.literal('limit-reach'),
      call: callNumber,
      limit: z.string(),
      activationId: activationIdSchema.optional(),
      nodeId: nodeIdSchema.optional(),
      message: z.string(),
    }),
    z.object({ ...envelope, type: z.literal('checkpoint-save'), recordCount: z.int() }),
  ])
  .meta({ id: 'RunEvent' });
export type RunEvent = z.infer<typeof runEventSchema>;

type WithoutEnvelope<TEvent> = TEvent extends unknown ? Omit<TEvent, 'runId' | 'seq' | 'at'> : never;
/** An event before the journal has given it a place. */
export type RunEventBody = WithoutEnvelope<RunEvent>;

/**
 * Live only: text as it streams. `offset` is the count of UTF-16 code units sent before it in this attempt. An
 * offset below what has arrived starts over from there: a model was replaced, or asked again after a tool call.
 */
export const liveEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('node-delta'),
    runId: runIdSchema,
    ...activation,
    attempt: z.int().min(1),
    offset: z.int().min(0),
    text: z.string(),
  }),
  z.object({
    type: z.literal('tool-delta'),
    runId: runIdSchema,
    ...activation,
    attempt: z.int().min(1),
    offset: z.int().min(0),
    call: z.int().min(0),
    text: z.string(),
  }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;
