import { z } from 'zod';
import { defineTool } from '../define-tool.ts';
import { fillSecrets } from '../http/fill-secrets.ts';
import { sendRequest } from '../http/send-request.ts';

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
    const filled = await fillSecrets({
      headers,
      tool: 'http-request',
      url: new URL(url),
      secrets: context.secrets,
    });
    const reply = await sendRequest({
      url,
      method,
      headers: filled,
      body: method === 'GET' || method === 'HEAD' ? undefined : body,
      context,
      effect: 'write',
      timeoutMs,
    });
    return {
      output: {
        status: reply.status,
        url: reply.url,
        headers: reply.headers,
        body: reply.text.slice(0, MAX_BODY_CHARS),
        isTruncated: reply.text.length > MAX_BODY_CHARS,
      },
    };
  },
});
