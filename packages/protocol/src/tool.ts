/**
 * A workspace tool: one HTTP request as a document, made by people of a workspace without code. It is data and nothing
 * else; loading, showing or importing one runs nothing. It names secrets as `secret:NAME`, never by value, and goes to
 * the one host that its address names.
 */
import { z } from 'zod';
import { effectSchema } from './flow.ts';
import { jsonSchema, type JsonValue } from './json.ts';
import { toolInputFieldSchema } from './tool-input.ts';
import { findUrlProblem } from './tool-url.ts';

export const TOOL_FORMAT = 'codexos.tool/v1';
export const MAX_TOOL_FILE_BYTES = 2 * 1024 * 1024;
const MAX_BODY_CHARS = 100_000;

/** As flows and agents call it. It stays what it is: grants of secrets name it as well. */
export const toolNameSchema = z
  .string()
  .min(2)
  .max(48)
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'must start with a letter and hold lower-case letters, digits and single hyphens',
  );

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What the connection itself sets. */
const RESERVED_HEADERS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'keep-alive',
  'te',
  'trailer',
  'expect',
  'proxy-authorization',
  'idempotency-key',
]);

const queryPairSchema = z.strictObject({ name: z.string().min(1).max(200), value: z.string().max(8_000) });
const headerPairSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(200)
    .regex(HEADER_NAME, 'must be the name of a header')
    .refine((name) => !RESERVED_HEADERS.has(name.toLowerCase()), 'is set by the connection itself'),
  value: z.string().max(8_000),
});

export const toolMethodSchema = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
export type ToolMethod = z.infer<typeof toolMethodSchema>;

/** Texts may hold CEL between `{{` and `}}` with the variable `input`; what comes out as nothing is left out. */
export const toolRequestSchema = z.strictObject({
  method: toolMethodSchema,
  /** Path parts may be made from the input; protocol and host may not, and the query has a place of its own. */
  url: z
    .string()
    .min(1)
    .max(2_000)
    .superRefine((url, context) => {
      const problem = findUrlProblem(url);
      if (problem !== null) context.addIssue({ code: 'custom', message: problem });
    }),
  query: z.array(queryPairSchema).max(50).default([]),
  headers: z.array(headerPairSchema).max(50).default([]),
  /** Sent as JSON; a text is sent as it is. */
  body: jsonSchema.optional(),
});
export type ToolRequest = z.infer<typeof toolRequestSchema>;

/** What becomes of the body of the answer. An expression may use `body`, `status`, `headers` and `input`. */
export const toolAnswerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({ type: z.literal('json') }),
  z.strictObject({ type: z.literal('expression'), expression: z.string().min(1).max(4_000) }),
]);
export type ToolAnswer = z.infer<typeof toolAnswerSchema>;

export const toolDocumentSchema = z
  .strictObject({
    name: toolNameSchema,
    label: z.string().min(1).max(120),
    /** For people and models alike: what it does and when to use it. */
    description: z.string().max(1_000).default(''),
    inputs: z.array(toolInputFieldSchema).max(40).default([]),
    request: toolRequestSchema,
    answer: toolAnswerSchema.default({ type: 'json' }),
    /** What it does to the world outside; only a GET may be `read`. */
    effect: effectSchema,
    timeoutMs: z.int().min(1_000).max(60_000).default(20_000),
  })
  .superRefine(({ inputs, request, effect }, context) => {
    const issue = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    const seen = new Set<string>();
    inputs.forEach(({ name }, index) => {
      if (seen.has(name)) issue(['inputs', index, 'name'], `${name} is there twice`);
      seen.add(name);
    });
    if (effect === 'read' && request.method !== 'GET')
      issue(['effect'], `a ${request.method} can change something, so it is never “read”`);
    if (request.body === undefined) return;
    if (request.method === 'GET') issue(['request', 'body'], 'a GET has no body');
    if (JSON.stringify(request.body).length > MAX_BODY_CHARS)
      issue(['request', 'body'], `must be at most ${MAX_BODY_CHARS} characters`);
  })
  .meta({ id: 'ToolDocument' });
export type ToolDocument = z.infer<typeof toolDocumentSchema>;
/** As a person or a file may give it, with defaults left out. */
export type ToolDocumentInput = z.input<typeof toolDocumentSchema>;

/** A tool as a file to pass on without a signature; a listing is the signed form. */
export const toolFileSchema = z.strictObject({ format: z.literal(TOOL_FORMAT), tool: toolDocumentSchema });
export type ToolFile = z.infer<typeof toolFileSchema>;

/** Every text of a request that may hold an expression, with the path it stands at. */
export function textsOfRequest({ url, query, headers, body }: ToolRequest): { path: string; text: string }[] {
  return [
    { path: 'request.url', text: url },
    ...query.map(({ value }, index) => ({ path: `request.query.${index}.value`, text: value })),
    ...headers.map(({ value }, index) => ({ path: `request.headers.${index}.value`, text: value })),
    ...(body === undefined ? [] : textsIn(body, 'request.body')),
  ];
}

function textsIn(value: JsonValue, path: string): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${path}.${name}`));
}
