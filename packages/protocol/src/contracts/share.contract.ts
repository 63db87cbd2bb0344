/**
 * Links that show one thing to whoever has them. Their token travels in bodies, never in an address of the API; what
 * they show has shapes of its own, which hold nothing of the workspace beyond the shared thing.
 */
import { z } from 'zod';
import { defineContract, emptySchema, listOf } from '../contract.ts';
import { flowIdSchema, shareLinkIdSchema } from '../ids.ts';
import { jsonObjectSchema, jsonSchema } from '../json.ts';
import { approvalQuestionSchema, formQuestionSchema } from '../question.ts';
import { runStatusSchema } from '../run-event.ts';
import { sharedRunFields } from '../shared-run.ts';

/** What whoever has the link may do: look; look and run; look and take a copy; answer the question, once. */
export const shareKindSchema = z.enum(['view', 'run', 'fork', 'answer']);
export type ShareKind = z.infer<typeof shareKindSchema>;

export const sharedThingSchema = z.object({
  type: z.enum(['flow', 'run', 'conversation', 'question']),
  /** Of a question what `questionThingId` makes of its run and its activation. */
  id: z.string().min(1).max(480),
});
export type SharedThing = z.infer<typeof sharedThingSchema>;

/** The id of a question as something that is shared. */
export const questionThingId = {
  of: (runId: string, activationId: string): string => `${runId}.${activationId}`,
  parse(id: string): { runId: string; activationId: string } {
    const end = id.indexOf('.');
    return { runId: id.slice(0, Math.max(0, end)), activationId: id.slice(end + 1) };
  },
};

export const shareLinkSchema = z
  .object({
    id: shareLinkIdSchema,
    kind: shareKindSchema,
    thing: sharedThingSchema,
    createdAt: z.number(),
    createdBy: z.string(),
    expiresAt: z.number().optional(),
    useCount: z.int(),
    lastUsedAt: z.number().optional(),
  })
  .meta({ id: 'ShareLink' });
export type ShareLink = z.infer<typeof shareLinkSchema>;

/** The cited lines themselves; the file around them is not shared. */
export const sharedCitationSchema = z.object({
  path: z.string(),
  startLine: z.int(),
  endLine: z.int(),
  /** Absent when the source was removed or read anew since. */
  text: z.string().optional(),
});
export type SharedCitation = z.infer<typeof sharedCitationSchema>;

const sharedNodeSchema = z.object({ id: z.string(), kind: z.string(), name: z.string() });

export const sharedViewSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('flow'),
    name: z.string(),
    description: z.string(),
    nodes: z.array(sharedNodeSchema),
    edges: z.array(z.object({ from: z.string(), to: z.string() })),
    /** What a run asks for. */
    inputs: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        type: z.enum(['text', 'number', 'boolean', 'json']),
        isRequired: z.boolean(),
      }),
    ),
  }),
  z.object({
    type: z.literal('run'),
    ...sharedRunFields,
    citations: z.array(sharedCitationSchema),
  }),
  z.object({
    type: z.literal('question'),
    question: z.discriminatedUnion('type', [
      approvalQuestionSchema.omit({ role: true }),
      formQuestionSchema.omit({ role: true }),
    ]),
  }),
  z.object({
    type: z.literal('conversation'),
    title: z.string(),
    messages: z.array(
      z.object({
        role: z.enum(['user', 'assistant']),
        text: z.string(),
        createdAt: z.number(),
        citations: z.array(sharedCitationSchema),
      }),
    ),
  }),
]);
export type SharedView = z.infer<typeof sharedViewSchema>;

const base = { tag: 'share' } as const;
const tokenSchema = z.string().min(1).max(200);

export const listShareLinks = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/share-links',
  name: 'listShareLinks',
  summary: 'Links that work, of one thing or of the whole workspace',
  permission: 'share:manage',
  query: z.object({ thingId: z.string().max(480).optional() }),
  response: listOf(shareLinkSchema),
});

export const createShareLink = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/share-links',
  name: 'createShareLink',
  summary: 'Share a published flow, a run, a conversation or a question by a link that is shown this once',
  permission: 'share:manage',
  status: 201,
  body: z.object({
    kind: shareKindSchema,
    thing: sharedThingSchema,
    /** It works until it is revoked, when absent. */
    expiresInDays: z.int().min(1).max(365).optional(),
  }),
  response: shareLinkSchema.extend({
    /** Goes behind `/s/` of the address of the server. */
    token: z.string(),
  }),
});

export const revokeShareLink = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/share-links/:shareLinkId',
  name: 'revokeShareLink',
  summary: 'Let a link lead nowhere from now on',
  permission: 'share:manage',
  params: z.object({ shareLinkId: shareLinkIdSchema }),
  response: emptySchema,
});

export const openShared = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/shared/open',
  name: 'openShared',
  summary: 'What a link shows',
  permission: 'public',
  body: z.object({ token: tokenSchema }),
  response: z.object({ kind: shareKindSchema, expiresAt: z.number().optional(), view: sharedViewSchema }),
});

export const runShared = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/shared/run',
  name: 'runShared',
  summary: 'Run the published version of a shared flow and wait for its result, a minute at most',
  permission: 'public',
  body: z.object({ token: tokenSchema, input: jsonObjectSchema.default({}) }),
  response: z.object({
    status: runStatusSchema,
    output: z.string(),
    outputs: z.record(z.string(), jsonSchema),
    citations: z.array(sharedCitationSchema),
    durationMs: z.number(),
    /** What went wrong, in a sentence that is safe to show. */
    problem: z.string().optional(),
  }),
});

export const answerShared = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/shared/answer',
  name: 'answerShared',
  summary: 'Answer the question that a link shows; the link leads nowhere after that',
  permission: 'public',
  body: z.object({ token: tokenSchema, answer: jsonSchema }),
  response: emptySchema,
});

export const forkShared = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/shared/fork',
  name: 'forkShared',
  summary: 'Copy the published version of a shared flow into the own workspace',
  permission: 'flow:write',
  status: 201,
  body: z.object({ token: tokenSchema }),
  response: z.object({ flowId: flowIdSchema }),
});
