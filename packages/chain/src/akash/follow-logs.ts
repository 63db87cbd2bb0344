/**
 * What a deployed service writes, over the provider proxy of Akash Console. The proxy verifies the provider's
 * certificate against the chain, which is why nothing here connects to an address that a provider names.
 */
import type { DeploymentLogLine } from '@codexos/protocol/deployment';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import type { LeaseId } from './console-client.ts';

export interface FollowLogsOptions {
  /** Address of the proxy, with `ws:` or `wss:`. */
  proxyUrl: string;
  /** The provider's address on the web, as the chain has it. */
  hostUri: string;
  lease: LeaseId;
  token: string;
  /** How many of the last lines come first. */
  tail: number;
  /** Without it the lines so far are sent and the stream ends. */
  isFollowing: boolean;
  onLine: (line: DeploymentLogLine) => void;
  signal: AbortSignal;
}

const proxyMessage = z.object({
  message: z.unknown().optional(),
  error: z.string().optional(),
  closed: z.boolean().optional(),
});
const logMessage = z.object({ name: z.string(), message: z.string() });

/** Resolves when the stream ends or the signal aborts. Throws AKASH_UNAVAILABLE when it breaks. */
export function followLogs(options: FollowLogsOptions): Promise<void> {
  const { proxyUrl, hostUri, lease, token, signal } = options;
  const query = `follow=${String(options.isFollowing)}&tail=${options.tail}`;
  const path = `/lease/${lease.dseq}/${lease.gseq}/${lease.oseq}/logs?${query}`;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const socket = new WebSocket(proxyUrl);
    const finish = (error?: CodexError): void => {
      signal.removeEventListener('abort', onAbort);
      socket.close();
      if (error) reject(error);
      else resolve();
    };
    const onAbort = (): void => finish();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.addEventListener('open', () =>
      socket.send(
        JSON.stringify({
          type: 'websocket',
          url: new URL(path, hostUri).href,
          auth: { type: 'jwt', token },
          providerAddress: lease.provider,
        }),
      ),
    );
    socket.addEventListener('message', ({ data }) => {
      const parsed = proxyMessage.safeParse(parseJson(String(data)));
      if (!parsed.success) return;
      if (parsed.data.error !== undefined) finish(broken(parsed.data.error));
      else if (parsed.data.closed === true) finish();
      else for (const line of toLines(parsed.data.message)) options.onLine(line);
    });
    socket.addEventListener('error', () => finish(broken('the connection failed')));
    socket.addEventListener('close', () => finish());
  });
}

function toLines(message: unknown): DeploymentLogLine[] {
  if (typeof message !== 'string') return [];
  return message.split('\n').flatMap((text) => {
    const parsed = logMessage.safeParse(parseJson(text));
    return parsed.success ? [{ service: parsed.data.name, text: parsed.data.message }] : [];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function broken(why: string): CodexError {
  const isExpired = why === 'tokenExpired';
  return new CodexError({
    code: 'AKASH_UNAVAILABLE',
    message: isExpired
      ? 'The logs cannot be followed: the access token for the provider has expired.'
      : `The logs cannot be followed: ${why}.`,
    hint: 'They are asked for again by themselves. The deployment itself is not affected.',
  });
}
