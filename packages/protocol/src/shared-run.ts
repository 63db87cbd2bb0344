/**
 * A run as somebody with a link sees it: the drawing of its flow without settings, and its events with what nodes took
 * and gave. What retrieval and tools brought in, what people answered, messages of errors and ids of the workspace have
 * no field here, so that none of it can slip through.
 */
import { z } from 'zod';
import { nodeDescriptorSchema } from './catalogue.ts';
import { errorCodes } from './error-codes.ts';
import { edgeEndSchema, positionSchema } from './flow.ts';
import { jsonObjectSchema, jsonSchema } from './json.ts';
import { runStatusSchema } from './run-event.ts';

export const sharedErrorSchema = z.object({ code: z.enum(errorCodes), title: z.string() });
export type SharedError = z.infer<typeof sharedErrorSchema>;

/** Names of ports whose values stay with the workspace. */
const withheld = z.array(z.string());
/** `at` is the time after the start of the run in ms; activations are numbered through. */
const envelope = { seq: z.int().min(1), at: z.number() };
const activation = { activation: z.string(), node: z.string() };
const outputRef = z.object({ activation: z.string(), port: z.string() });

/** What a node did on its way, of which only the kind is shared, and the name of a tool. */
export const sharedCallTypes = [
  'plan-write',
  'plan-update',
  'tool-call',
  'tool-result',
  'model-call',
  'model-restart',
  'retrieval',
  'memory-write',
  'child-run-start',
  'child-run-end',
] as const;

export const sharedRunEventSchema = z.discriminatedUnion('type', [
  z.object({ ...envelope, type: z.literal('run-start'), input: jsonObjectSchema }),
  z.object({ ...envelope, type: z.enum(['run-pause', 'run-resume', 'run-cancel-request', 'limit-reach']) }),
  z.object({
    ...envelope,
    type: z.literal('run-end'),
    status: z.enum(['completed', 'failed', 'cancelled']),
    outputs: jsonObjectSchema,
    durationMs: z.number(),
    error: sharedErrorSchema.optional(),
  }),
  z.object({
    ...envelope,
    ...activation,
    type: z.literal('node-start'),
    /** Turns of the loops that it runs in, from the outermost. */
    turns: z.array(z.object({ node: z.string(), turn: z.int().min(1) })),
    attempt: z.int().min(1),
    input: jsonObjectSchema,
    /** In-ports whose values are outputs of earlier activations. */
    inputFrom: z.record(z.string(), z.union([outputRef, z.array(outputRef)])),
    withheld,
  }),
  z.object({
    ...envelope,
    ...activation,
    type: z.literal('node-retry'),
    attempt: z.int().min(1),
    error: sharedErrorSchema,
    delayMs: z.number(),
  }),
  z.object({ ...envelope, ...activation, type: z.enum(['node-pause', 'node-answer']) }),
  z.object({
    ...envelope,
    ...activation,
    type: z.literal('node-end'),
    attempt: z.int().min(1),
    outputs: z.array(z.object({ port: z.string(), value: jsonSchema })),
    withheld,
    /** What the node failed with, when its flow says how to go on. */
    failure: sharedErrorSchema.optional(),
    /** What came out was pinned on the node: it did not run. */
    isPinned: z.literal(true).optional(),
    durationMs: z.number(),
  }),
  z.object({
    ...envelope,
    ...activation,
    type: z.literal('node-error'),
    attempt: z.int().min(1),
    error: sharedErrorSchema,
    durationMs: z.number(),
  }),
  z.object({ ...envelope, ...activation, type: z.enum(sharedCallTypes), tool: z.string().optional() }),
]);
export type SharedRunEvent = z.infer<typeof sharedRunEventSchema>;

/** The drawing: what stands where and what leads where. Settings are not in it. */
export const sharedDrawingSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      label: z.string().optional(),
      position: positionSchema,
      /** Failing is a way of its own here, with a port. */
      hasErrorPort: z.boolean(),
    }),
  ),
  edges: z.array(z.object({ from: edgeEndSchema, to: edgeEndSchema })),
  /** What the cards of these kinds look like. */
  kinds: z.array(
    nodeDescriptorSchema.pick({
      kind: true,
      label: true,
      summary: true,
      group: true,
      icon: true,
      ports: true,
    }),
  ),
});
export type SharedDrawing = z.infer<typeof sharedDrawingSchema>;

export const sharedRunFields = {
  name: z.string(),
  status: runStatusSchema,
  createdAt: z.number(),
  durationMs: z.number().optional(),
  input: jsonObjectSchema,
  outputs: z.record(z.string(), jsonSchema),
  drawing: sharedDrawingSchema,
  events: z.array(sharedRunEventSchema),
};
