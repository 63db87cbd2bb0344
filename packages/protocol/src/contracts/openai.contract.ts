/**
 * The wire format of OpenAI's chat completions, as far as flows and agents can keep it: what they cannot keep is
 * refused by name, what is theirs to decide (such as the temperature) is taken and left to them.
 */
import { z } from 'zod';
import { citationSchema } from '../citation.ts';
import { defineContract } from '../contract.ts';
import { runIdSchema } from '../ids.ts';
import { jsonObjectSchema } from '../json.ts';

const textPartSchema = z.looseObject({ type: z.literal('text'), text: z.string() });
const contentSchema = z.union([z.string(), z.array(textPartSchema)], {
  error: 'has to be a text, or a list of parts of the type text',
});

export const openAiToolCallSchema = z.object({
  id: z.string().min(1).max(200),
  type: z.literal('function').default('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
});
export type OpenAiToolCall = z.infer<typeof openAiToolCallSchema>;

export const openAiMessageSchema = z.discriminatedUnion('role', [
  z.looseObject({ role: z.literal('system'), content: contentSchema }),
  z.looseObject({ role: z.literal('developer'), content: contentSchema }),
  z.looseObject({ role: z.literal('user'), content: contentSchema }),
  z.looseObject({
    role: z.literal('assistant'),
    content: contentSchema.nullish(),
    tool_calls: z.array(openAiToolCallSchema).max(128).nullish(),
  }),
  z.looseObject({ role: z.literal('tool'), tool_call_id: z.string().max(200), content: contentSchema }),
]);
export type OpenAiMessage = z.infer<typeof openAiMessageSchema>;

export const openAiToolSchema = z.object({
  type: z.literal('function', { error: 'has to be function: no other tools are known' }),
  function: z.looseObject({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'has to be letters, digits, _ and -, at most 64'),
    description: z.string().max(10_000).default(''),
    parameters: jsonObjectSchema.default({ type: 'object', properties: {} }),
  }),
});

const toolChoiceSchema = z.union([
  z.enum(['none', 'auto', 'required']),
  z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
]);

const refused = (message: string) => z.null({ error: message }).optional();

export const chatCompletionBodySchema = z.looseObject({
  model: z.string().min(1).max(200),
  messages: z.array(openAiMessageSchema).min(1).max(2_000),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  tools: z.array(openAiToolSchema).max(128).nullish(),
  tool_choice: toolChoiceSchema.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  /** `source` or `knowledge_base` name what a flow asks; the others fill inputs of the flow by name. */
  metadata: z.record(z.string().max(64), z.string().max(20_000)).nullish(),
  n: z.literal(1, { error: 'has to be 1: a run gives one answer' }).nullish(),
  logprobs: z.literal(false, { error: 'cannot be given: flows and agents have none' }).nullish(),
  response_format: z
    .looseObject({
      type: z.literal('text', {
        error: 'has to be text: ask for JSON with a tool, or let the flow give it',
      }),
    })
    .nullish(),
  stop: z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .refine((stop) => (stop ?? '').length === 0, {
      error: 'cannot be used: flows and agents end by themselves',
    }),
  functions: refused('is no longer spoken: send tools'),
  function_call: refused('is no longer spoken: send tool_choice'),
  audio: refused('cannot be used: answers are text'),
});
export type ChatCompletionBody = z.infer<typeof chatCompletionBodySchema>;

export const openAiUsageSchema = z.object({
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  total_tokens: z.int(),
});
export type OpenAiUsage = z.infer<typeof openAiUsageSchema>;

export const finishReasonSchema = z.enum(['stop', 'length', 'tool_calls']);
export type OpenAiFinishReason = z.infer<typeof finishReasonSchema>;

/** What a run knows beyond what OpenAI's format has a place for. */
export const runFactsSchema = z.object({
  run_id: runIdSchema,
  run_url: z.string(),
  citations: z.array(citationSchema),
  micro_usd: z.number(),
});
export type RunFacts = z.infer<typeof runFactsSchema>;

export const chatCompletionSchema = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.literal(0),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string().nullable(),
          refusal: z.null(),
          tool_calls: z.array(openAiToolCallSchema).optional(),
        }),
        logprobs: z.null(),
        finish_reason: finishReasonSchema,
      }),
    ),
    usage: openAiUsageSchema,
    codexos: runFactsSchema,
  })
  .meta({ id: 'ChatCompletion' });
export type ChatCompletion = z.infer<typeof chatCompletionSchema>;

export const openAiModelSchema = z
  .object({
    id: z.string(),
    object: z.literal('model'),
    /** Seconds since 1970. */
    created: z.int(),
    owned_by: z.string(),
    /** What a person calls it. */
    name: z.string(),
    description: z.string(),
    kind: z.enum(['flow', 'agent']),
    /** Whether it needs to be told which knowledge base or source to ask. */
    needs_source: z.boolean(),
    supports_tools: z.boolean(),
  })
  .meta({ id: 'OpenAiModel' });
export type OpenAiModel = z.infer<typeof openAiModelSchema>;

export const openAiErrorSchema = z
  .object({
    message: z.string(),
    type: z.string(),
    /** The field that is at fault. */
    param: z.string().nullable(),
    code: z.string().nullable(),
    hint: z.string().optional(),
    /** Finds the full record in the server's log. */
    error_id: z.string().optional(),
    /** The run that waits or failed. */
    run_url: z.string().optional(),
  })
  .meta({ id: 'OpenAiError' });
export type OpenAiError = z.infer<typeof openAiErrorSchema>;

/** Errors of these operations are read by clients that know only this shape. */
export const openAiErrorResponseSchema = z.object({ error: openAiErrorSchema });

const base = { tag: 'openai' } as const;

export const listOpenAiModels = defineContract({
  ...base,
  method: 'GET',
  path: '/v1/models',
  name: 'listOpenAiModels',
  summary: 'Published flows and agents, as models of an OpenAI-compatible server',
  permission: 'published:run',
  response: z.object({ object: z.literal('list'), data: z.array(openAiModelSchema) }),
});

export const getOpenAiModel = defineContract({
  ...base,
  method: 'GET',
  path: '/v1/models/:model',
  name: 'getOpenAiModel',
  summary: 'One published flow or agent, as a model of an OpenAI-compatible server',
  permission: 'published:run',
  params: z.object({ model: z.string().min(1).max(200) }),
  response: openAiModelSchema,
});

/** With `stream` the answer is a stream of server-sent events instead. */
export const createChatCompletion = defineContract({
  ...base,
  method: 'POST',
  path: '/v1/chat/completions',
  name: 'createChatCompletion',
  summary: 'Ask a published flow or agent in the format of OpenAI; streams with `stream: true`',
  permission: 'published:run',
  body: chatCompletionBodySchema,
  response: chatCompletionSchema,
});
