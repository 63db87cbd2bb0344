import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { ToolDocument } from '@codexos/protocol/tool';
import { callSchemaOf } from '@codexos/protocol/tool-input';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { inputInvalid, type Tool } from '../define-tool.ts';
import { readSecret } from '../http/fill-secrets.ts';
import { sendRequest } from '../http/send-request.ts';
import type { ParseExpression } from '../ports/parse-expression.ts';
import { compileAnswer, type CompiledAnswer } from './compile-answer.ts';
import { compileRequest, type CompiledRequest } from './compile-request.ts';
import type { RequestValues } from './compile-text.ts';
import { secretsOfRequest } from './secrets-of-request.ts';

/** How much longer the guard would wait than the runner, so that it is the runner that names the limit. */
const GRACE_MS = 1_000;
const MAX_EXCERPT = 300;

/**
 * A document of a workspace as a tool like those that ship with the app: the same guard, broker, limits and errors.
 * Nothing of the document is read as an expression before the first call.
 */
export function createHttpTool(document: ToolDocument, parse: ParseExpression): Tool {
  const { name, label, description, effect, inputs, timeoutMs, answer } = document;
  const schema = callSchemaOf(inputs);
  let compiled: { request: CompiledRequest; answer: CompiledAnswer } | undefined;
  return Object.freeze({
    name,
    label,
    description,
    icon: 'webhook',
    effect,
    secrets: secretsOfRequest(document.request),
    timeoutMs,
    inputSchema: z.toJSONSchema(schema, { io: 'input' }) as JsonObject,
    outputSchema: (answer.type === 'text' ? { type: 'string' } : {}) as JsonObject,
    async invoke(raw, context) {
      const values = parseCall(document, raw);
      compiled ??= { request: compileRequest(document, parse), answer: compileAnswer(answer, parse) };
      const url = new URL(compiled.request.build(values, maskSecret).url);
      const secrets = new Map<string, string>();
      for (const secret of compiled.request.secrets)
        secrets.set(secret, await readSecret({ name: secret, tool: name, url, secrets: context.secrets }));
      const prepared = compiled.request.build(values, (secret) => secrets.get(secret) ?? '');
      const reply = await sendRequest({
        ...prepared,
        context,
        effect,
        timeoutMs: timeoutMs + GRACE_MS,
        isBound: true,
      });
      if (reply.status < 200 || reply.status >= 300) throw refusedByServer(url, reply);
      return { output: compiled.answer({ ...reply, input: values.input }) };
    },
  } satisfies Tool);
}

/** What stands in the place of a secret wherever a request is shown. */
export function maskSecret(name: string): string {
  return `[secret:${name}]`;
}

/** The values of a call by name, with null for each that was not given. Throws TOOL_INPUT_INVALID. */
export function parseCall({ name, inputs }: ToolDocument, raw: JsonObject): RequestValues {
  const optional = new Set(inputs.filter(({ isRequired }) => !isRequired).map((field) => field.name));
  // Models give null for what they leave out.
  const given = Object.fromEntries(
    Object.entries(raw).filter(([field, value]) => value !== null || !optional.has(field)),
  );
  const parsed = callSchemaOf(inputs).safeParse(given);
  if (!parsed.success) throw inputInvalid(name, parsed.error);
  const values = parsed.data as Record<string, JsonValue | undefined>;
  return { input: Object.fromEntries(inputs.map((field) => [field.name, values[field.name] ?? null])) };
}

function refusedByServer(
  { host }: URL,
  { status, statusText, text }: { status: number; statusText: string; text: string },
): CodexError {
  const said = text.trim().replace(/\s+/g, ' ').slice(0, MAX_EXCERPT);
  return new CodexError({
    code: 'TOOL_FAILED',
    message: `${host} answered with ${`${status} ${statusText}`.trim()}.`,
    hint: said === '' ? 'Its answer was empty.' : `It said: ${said}`,
    details: { status },
  });
}
