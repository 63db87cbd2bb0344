import type { Effect } from '@codexos/protocol/flow';
import { requirePort } from '../require-port.ts';
import type { ToolContext } from '../tool-context.ts';

const MAX_RESPONSE_BYTES = 2 * 1024 * 1024;

export interface SendRequestOptions {
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
  context: Pick<ToolContext, 'fetch' | 'signal' | 'idempotencyKey'>;
  /** A call that may change something carries the key of the call, so that a server can tell a repeat. */
  effect: Effect;
  timeoutMs: number;
  isBound?: boolean;
}

export interface SentReply {
  status: number;
  statusText: string;
  /** Where the answer came from, after redirects. */
  url: string;
  headers: Record<string, string>;
  text: string;
}

/** One call through the guard, with the limits that every tool has. */
export async function sendRequest({
  url,
  method,
  headers,
  body,
  context,
  effect,
  timeoutMs,
  isBound = false,
}: SendRequestOptions): Promise<SentReply> {
  const fetch = requirePort(context.fetch, {
    message: 'Outgoing requests are turned off here.',
    hint: 'Allow network access for this flow.',
  });
  const { idempotencyKey, signal } = context;
  const response = await fetch(url, {
    method,
    headers: {
      ...(idempotencyKey === '' || effect === 'read' ? {} : { 'idempotency-key': idempotencyKey }),
      ...headers,
    },
    signal,
    timeoutMs,
    maxBytes: MAX_RESPONSE_BYTES,
    isBound,
    ...(body === undefined ? {} : { body }),
  });
  const { status, statusText } = response;
  return {
    status,
    statusText,
    url: response.url === '' ? url : response.url,
    headers: visibleHeaders(response.headers),
    text: await response.text(),
  };
}

/** Cookies are credentials, so they stay out of journals and prompts. */
function visibleHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie'));
}
