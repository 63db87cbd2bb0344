/** A flow as people draw it and as files hold it: nodes, edges and settings. It holds no secret values. */
import { z } from 'zod';
import { citationSchema } from './citation.ts';
import { jsonObjectSchema, jsonSchema } from './json.ts';
import { nodeIdSchema } from './ids.ts';

export const FLOW_SCHEMA_VERSION = 1;

export const retryPolicySchema = z.object({
  /** Tries in all, the first one included. */
  maxAttempts: z.int().min(1).max(10),
  /** Pause before the second try in ms; doubles with each further try. */
  backoffMs: z.int().min(0).max(60_000).default(500),
});
export type RetryPolicy = z.infer<typeof retryPolicySchema>;

/**
 * What happens once a node has failed for good, all its tries included: without it the run fails. `branch` gives the
 * error (a WireError) on the out-port `error`, `default` gives a value on the node's first out-port instead.
 */
export const failurePolicySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('branch') }),
  z.object({ type: z.literal('default'), value: jsonSchema }),
]);
export type FailurePolicy = z.infer<typeof failurePolicySchema>;

/** Name of the out-port that a node has beside those of its kind when its failure is a branch. */
export const ERROR_PORT = 'error';

/** Characters of the JSON of all that is pinned on one node: the value lives in the draft, which is sent around. */
export const MAX_PIN_LENGTH = 256_000;

/**
 * Outputs that stand in for those of a node in runs of the draft: there the node does not run. A version has none, so
 * what is published always runs.
 */
export const nodePinSchema = z.object({
  outputs: z
    .array(
      z.object({
        port: z.string().min(1).max(64),
        value: jsonSchema,
        citations: z.array(citationSchema).optional(),
      }),
    )
    .max(50)
    .refine(
      (outputs) => JSON.stringify(outputs).length <= MAX_PIN_LENGTH,
      `what is pinned may have ${MAX_PIN_LENGTH} characters as JSON`,
    ),
});
export type NodePin = z.infer<typeof nodePinSchema>;

export const positionSchema = z.object({ x: z.number(), y: z.number() });

export const flowNodeSchema = z
  .object({
    id: nodeIdSchema,
    /** Name of a node kind in the catalogue. */
    kind: z.string().min(1).max(64),
    /** What people call the node; the kind's label when absent. */
    label: z.string().max(80).optional(),
    config: jsonObjectSchema.default({}),
    position: positionSchema.default({ x: 0, y: 0 }),
    retry: retryPolicySchema.optional(),
    timeoutMs: z.int().min(1).max(86_400_000).optional(),
    onFailure: failurePolicySchema.optional(),
    pin: nodePinSchema.optional(),
  })
  .meta({ id: 'FlowNode' });
export type FlowNode = z.infer<typeof flowNodeSchema>;

export const edgeEndSchema = z.object({ node: nodeIdSchema, port: z.string().min(1).max(64) });
export const flowEdgeSchema = z
  .object({
    id: z.string().min(1).max(160),
    from: edgeEndSchema,
    to: edgeEndSchema,
  })
  .meta({ id: 'FlowEdge' });
export type FlowEdge = z.infer<typeof flowEdgeSchema>;

export const effectSchema = z.enum(['read', 'write', 'spend']);
/** What a tool does to the world outside: `read` changes nothing, `write` changes something, `spend` costs money. */
export type Effect = z.infer<typeof effectSchema>;

export const flowSettingsSchema = z
  .object({
    /** Effects beyond reading that the author has turned on for this flow. */
    allowedEffects: z
      .array(z.enum(['write', 'spend']))
      .max(2)
      .default([]),
    /** The run fails with LIMIT_REACHED when more activations than this have started. */
    maxActivations: z.int().min(1).max(100_000).default(10_000),
    /** Wall time of the whole run in ms. */
    maxDurationMs: z.int().min(1_000).max(86_400_000).default(3_600_000),
  })
  .meta({ id: 'FlowSettings' });
export type FlowSettings = z.infer<typeof flowSettingsSchema>;

export const flowSchema = z
  .object({
    schemaVersion: z.literal(FLOW_SCHEMA_VERSION).default(FLOW_SCHEMA_VERSION),
    name: z.string().min(1).max(120),
    description: z.string().max(2_000).default(''),
    nodes: z.array(flowNodeSchema).max(5_000),
    edges: z.array(flowEdgeSchema).max(20_000),
    settings: flowSettingsSchema.default({
      allowedEffects: [],
      maxActivations: 10_000,
      maxDurationMs: 3_600_000,
    }),
  })
  .meta({ id: 'Flow' });
export type Flow = z.infer<typeof flowSchema>;
/** A flow as a file may hold it, with defaults left out. */
export type FlowInput = z.input<typeof flowSchema>;

export const flowProblemCodes = [
  'FLOW_EMPTY',
  'OUTPUT_MISSING',
  'KIND_UNKNOWN',
  'NODE_DUPLICATE',
  'CONFIG_INVALID',
  'EXPRESSION_INVALID',
  'INPUT_MISSING',
  'INPUT_NAME_DUPLICATE',
  'OUTPUT_NAME_DUPLICATE',
  'EDGE_DUPLICATE',
  'EDGE_DANGLING',
  'PORT_UNKNOWN',
  'PORT_TYPE_MISMATCH',
  'PORT_TAKES_ONE_EDGE',
  'CYCLE_UNBOUNDED',
  'LOOP_NOT_CLOSED',
  'NODE_UNREACHABLE',
  'TOOL_UNKNOWN',
  'MODEL_UNKNOWN',
  'AGENT_UNKNOWN',
  'PIN_INVALID',
  'SUB_FLOW_MISSING',
  'SUB_FLOW_UNPUBLISHED',
  'SUB_FLOW_RECURSIVE',
  'SUB_FLOW_CHANGED',
  'KNOWLEDGE_UNKNOWN',
  'EFFECT_NOT_ALLOWED',
  'SECRET_MISSING',
] as const;

export const flowProblemSchema = z
  .object({
    code: z.enum(flowProblemCodes),
    /** Errors stop a run; warnings do not. */
    severity: z.enum(['error', 'warning']),
    /** What is wrong, in one sentence. */
    message: z.string(),
    /** What to do about it. */
    hint: z.string(),
    nodeId: z.string().optional(),
    edgeId: z.string().optional(),
    port: z.string().optional(),
    /** Name of the thing that is missing, where it can be added elsewhere. */
    subject: z.string().optional(),
    /** Path into the node's config, such as `expression` or `fields.0.name`. */
    configPath: z.string().optional(),
  })
  .meta({ id: 'FlowProblem' });
export type FlowProblem = z.infer<typeof flowProblemSchema>;
