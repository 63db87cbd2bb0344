import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';

/** Speaks JSON-RPC with a node of a network. */
export type RpcRequest = (request: { method: string; params?: unknown }) => Promise<unknown>;

/** The part of `fetch` that a client needs. */
export type RpcFetch = (
  url: string,
  request: { method: string; headers: Record<string, string>; body: string; signal: AbortSignal },
) => Promise<Response>;

export interface RpcOptions {
  url: string;
  /** The application's guarded fetch for networks elsewhere; the built-in one for the local chain. */
  fetch?: RpcFetch;
  timeoutMs?: number;
}

const replySchema = z.object({
  result: z.unknown().optional(),
  error: z.object({ code: z.number(), message: z.string(), data: z.unknown() }).partial().optional(),
});

/** What the node answered instead of a result. Has the shape of an EIP-1193 error, which viem decodes. */
export class RpcError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor({
    code = -32_603,
    message = 'The node refused the call',
    data,
  }: {
    code?: number | undefined;
    message?: string | undefined;
    data?: unknown;
  }) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** A client for one node. It throws RpcError for what the node refuses and UNAVAILABLE when it does not answer. */
export function createRpc({ url, fetch: send = fetch, timeoutMs = 30_000 }: RpcOptions): RpcRequest {
  let id = 0;
  return async ({ method, params = [] }) => {
    let text: string;
    try {
      const response = await send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: ++id, method, params }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await response.text();
    } catch (error) {
      throw unreachable(error);
    }
    const reply = replySchema.safeParse(parseJson(text));
    if (!reply.success) throw unreachable(new Error(`no JSON-RPC reply: ${text.slice(0, 200)}`));
    if (reply.data.error) throw new RpcError(reply.data.error);
    return reply.data.result;
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function unreachable(cause: unknown): CodexError {
  return new CodexError({
    code: 'UNAVAILABLE',
    message: 'The node of the network does not answer.',
    hint: 'Check the address of the network in the settings and try again.',
    cause,
  });
}
