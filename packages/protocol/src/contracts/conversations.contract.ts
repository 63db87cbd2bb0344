import { z } from 'zod';
import { citationSchema } from '../citation.ts';
import { defineContract, emptySchema, listOf, pageQuery } from '../contract.ts';
import { conversationIdSchema, messageIdSchema, runIdSchema } from '../ids.ts';
import { runStatusSchema } from '../run-event.ts';
import { wireErrorSchema } from '../wire-error.ts';
import { runSummarySchema, sourceBindingSchema } from './runs.contract.ts';

/** Whom a conversation is with. */
export const conversationPartnerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('flow'), flowId: z.string() }),
  z.object({ type: z.literal('agent'), agentId: z.string() }),
  /** The built-in way to ask a repository: no flow or agent of one's own is needed. */
  z.object({ type: z.literal('repository') }),
]);
export type ConversationPartner = z.infer<typeof conversationPartnerSchema>;

export const conversationSchema = z.object({
  id: conversationIdSchema,
  title: z.string(),
  partner: conversationPartnerSchema,
  partnerName: z.string(),
  source: sourceBindingSchema.optional(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** Messages form a tree: a regenerated answer or an edited question is a sibling. */
export const messageSchema = z
  .object({
    id: messageIdSchema,
    parentId: messageIdSchema.optional(),
    role: z.enum(['user', 'assistant']),
    text: z.string(),
    citations: z.array(citationSchema),
    /** The run that produced an assistant message. */
    runId: runIdSchema.optional(),
    status: runStatusSchema.optional(),
    error: wireErrorSchema.optional(),
    createdAt: z.number(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof messageSchema>;

const params = z.object({ conversationId: conversationIdSchema });
const base = { tag: 'conversations' } as const;

export const listConversations = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/conversations',
  name: 'listConversations',
  summary: 'Conversations, the latest first',
  permission: 'conversation:read',
  query: z.object(pageQuery),
  response: listOf(conversationSchema),
});

export const createConversation = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/conversations',
  name: 'createConversation',
  summary: 'Start a conversation with a flow, an agent or a repository',
  permission: 'conversation:write',
  status: 201,
  body: z.object({
    partner: conversationPartnerSchema,
    source: sourceBindingSchema.optional(),
    title: z.string().min(1).max(120).optional(),
  }),
  response: conversationSchema,
});

export const getConversation = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/conversations/:conversationId',
  name: 'getConversation',
  summary: 'A conversation with every message of its tree',
  permission: 'conversation:read',
  params,
  response: conversationSchema.extend({ messages: z.array(messageSchema) }),
});

export const updateConversation = defineContract({
  ...base,
  method: 'PATCH',
  path: '/api/v1/conversations/:conversationId',
  name: 'updateConversation',
  summary: 'Change title or source',
  permission: 'conversation:write',
  params,
  body: z.object({ title: z.string().min(1).max(120).optional(), source: sourceBindingSchema.optional() }),
  response: conversationSchema,
});

export const deleteConversation = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/conversations/:conversationId',
  name: 'deleteConversation',
  summary: 'Delete a conversation; its runs stay',
  permission: 'conversation:write',
  params,
  response: emptySchema,
});

export const sendMessage = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/conversations/:conversationId/messages',
  name: 'sendMessage',
  summary: 'Say something; the answer is a run to join',
  permission: 'conversation:write',
  status: 202,
  params,
  body: z.object({
    text: z.string().min(1).max(20_000),
    /** The message this one answers; the last one when absent. */
    parentId: messageIdSchema.optional(),
    /** The question that this one is an edit of: it gets the same parent and stands beside it. Wins over `parentId`. */
    editOf: messageIdSchema.optional(),
  }),
  response: z.object({ userMessage: messageSchema, assistantMessage: messageSchema, run: runSummarySchema }),
});

export const regenerateMessage = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/conversations/:conversationId/messages/:messageId/regenerate',
  name: 'regenerateMessage',
  summary: 'Answer the same question once more, beside the old answer',
  permission: 'conversation:write',
  status: 202,
  params: params.extend({ messageId: messageIdSchema }),
  response: z.object({ assistantMessage: messageSchema, run: runSummarySchema }),
});
