import { z } from 'zod';
import { defineTool } from '../define-tool.ts';
import { fillSecrets } from '../http/fill-secrets.ts';
import { requirePort } from '../require-port.ts';

const MAX_RESPONSE_BYTES = 2 * 1024 * 1024;
const MAX_BODY_CHARS = 100_000;

/** Calls an HTTP endpoint through the guard. */
export const httpRequestTool = defineTool({
  name: 'http-request',
  label: 'HTTP request',
  description:
    'Call an HTTP endpoint of the public internet and return its status, headers and body as text. A header may hold secret:NAME, which is filled in on the way out.',
  icon: 'globe',
  effect: 'write',
  input: z.object({
    url: z
      .url({ protocol: /^https?$/ })
      .max(4_000)
      .describe('Whole address')
      .meta({ label: 'Address', placeholder: 'https://api.example.org/items' }),
    method: z
      .enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])
      .default('GET')
      .meta({ label: 'Method' }),
    headers: z.record(z.string().max(200), z.string().max(8_000)).default({}).meta({ label: 'Headers' }),
    body: z
      .string()
      .max(1_000_000)
      .optional()
      .describe('Request body as text')
      .meta({ label: 'Body', control: 'textarea' }),
    timeoutMs: z.int().min(100).max(25_000).default(20_000).meta({ label: 'Time limit (ms)' }),
  }),
  output: z.object({
    status: z.int(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    isTruncated: z.boolean(),
  }),
  async run({ input: { url, method, headers, body, timeoutMs }, context }) {
    const fetch = requirePort(context.fetch, {
      message: 'Outgoing requests are turned off here.',
      hint: 'Allow network access for this flow.',
    });
    const filled = await fillSecrets({
      headers,
      tool: 'http-request',
      url: new URL(url),
      secrets: context.secrets,
    });
    const response = await fetch(url, {
      method,
      headers: {
        ...(context.idempotencyKey === '' ? {} : { 'idempotency-key': context.idempotencyKey }),
        ...filled,
      },
      signal: context.signal,
      timeoutMs,
      maxBytes: MAX_RESPONSE_BYTES,
      ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body }),
    });
    const text = await response.text();
    return {
      output: {
        status: response.status,
        url: response.url === '' ? url : response.url,
        headers: visibleHeaders(response.headers),
        body: text.slice(0, MAX_BODY_CHARS),
        isTruncated: text.length > MAX_BODY_CHARS,
      },
    };
  },
});

/** Cookies are credentials, so they stay out of journals and prompts. */
function visibleHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie'));
}
