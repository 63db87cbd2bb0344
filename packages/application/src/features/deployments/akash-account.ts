/** The Console API for one workspace: its key comes from the vault, its calls go through the guarded fetch. */
import { createConsoleClient, type ConsoleClient } from '@codexos/chain/akash';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { createGuardedFetch, type GuardedFetch } from '@codexos/tools';
import { CodexError } from '@codexos/utils/errors';
import type { Vault } from '../vault/vault.ts';
import { secretMissing } from './deployment-errors.ts';

export const AKASH_URL = 'https://console-api.akash.network';
const AKASH_PROXY_URL = 'wss://console-provider-proxy.akash.network';
export const KEY_NAME = 'AKASH_API_KEY';
/** Whom a secret is granted to before it may leave for Akash. */
export const AKASH_CONSUMER = 'akash';
/** So that a look every few seconds does not fill the history of the secret. */
const KEY_LIFETIME_MS = 60_000;
const PROBE_TIMEOUT_MS = 10_000;

export interface AkashAccountOptions {
  vault: Vault;
  clock: () => number;
  url?: string | undefined;
  /** Address of the provider proxy, for logs. */
  proxyUrl?: string | undefined;
  allowedAddresses: readonly string[];
}

export type AkashAccount = ReturnType<typeof createAkashAccount>;

export function createAkashAccount(options: AkashAccountOptions) {
  const { vault, clock } = options;
  const url = new URL(options.url ?? AKASH_URL);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const isSimulated = url.origin !== AKASH_URL;
  // Naming the address in the environment is the permission to call it; what a local server starts is local too.
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const fetch: GuardedFetch = createGuardedFetch({ allow: [`${url.hostname}:${port}`] });
  const probeFetch = createGuardedFetch({
    allow: [...options.allowedAddresses, ...(isLocal ? ['127.0.0.1'] : [])],
    timeoutMs: PROBE_TIMEOUT_MS,
    maxBytes: 1024 * 1024,
    maxRedirects: 0,
  });
  const keys = new Map<WorkspaceId, { value: string; readAt: number }>();

  const readSecret = (
    workspaceId: WorkspaceId,
    name: string,
    { ignoresHosts = false } = {},
  ): Promise<string | undefined> =>
    vault.read({
      workspaceId,
      name,
      kind: 'provider',
      consumer: AKASH_CONSUMER,
      host: url.hostname,
      port,
      ignoresHosts,
    });

  const readKey = async (workspaceId: WorkspaceId): Promise<string> => {
    const known = keys.get(workspaceId);
    if (known && clock() - known.readAt < KEY_LIFETIME_MS) return known.value;
    const value = await readSecret(workspaceId, KEY_NAME);
    if (value === undefined) throw keyMissing();
    keys.set(workspaceId, { value, readAt: clock() });
    return value;
  };

  return {
    server: url.origin,
    isSimulated,
    proxyUrl: options.proxyUrl ?? (isSimulated ? localProxyOf(url) : AKASH_PROXY_URL),

    client: (workspaceId: WorkspaceId): ConsoleClient =>
      createConsoleClient({ baseUrl: url.origin, fetch, readKey: () => readKey(workspaceId) }),

    /** A secret that an SDL refers to. Throws SECRET_MISSING or SECRET_NOT_GRANTED. */
    async readSdlSecret(workspaceId: WorkspaceId, name: string): Promise<string> {
      const value = await readSecret(workspaceId, name, { ignoresHosts: true });
      if (value !== undefined) return value;
      throw secretMissing(name);
    },

    async keyState(workspaceId: WorkspaceId): Promise<'present' | 'missing' | 'not-granted'> {
      const secret = (await vault.list(workspaceId)).find(({ name }) => name === KEY_NAME);
      if (!secret || secret.revokedAt !== undefined) return 'missing';
      return secret.grants.providers.includes(AKASH_CONSUMER) ? 'present' : 'not-granted';
    },

    /** Lets go of the key that is remembered, because the vault has changed. */
    forget: (workspaceId: WorkspaceId): void => void keys.delete(workspaceId),

    /** Asks an endpoint for anything; its status, or why it does not answer. */
    async probe(endpoint: string, signal: AbortSignal): Promise<{ isHealthy: boolean; detail: string }> {
      try {
        const response = await probeFetch(new URL('/api/v1/health/ready', endpoint), { signal });
        await response.body?.cancel();
        const isHealthy = response.status < 500;
        return { isHealthy, detail: `It answers with status ${response.status}.` };
      } catch (error) {
        if (signal.aborted) throw error;
        return {
          isHealthy: false,
          detail: CodexError.is(error) ? error.message : `No answer from ${endpoint}.`,
        };
      }
    },
  };
}

export function keyMissing(): CodexError {
  return new CodexError({
    code: 'SECRET_MISSING',
    message: `There is no ${KEY_NAME} in the vault.`,
    hint: `Create an API key in Akash Console, add it to the vault as ${KEY_NAME} and grant it to ${AKASH_CONSUMER}.`,
    details: { secret: KEY_NAME },
  });
}

function localProxyOf(url: URL): string {
  const proxy = new URL('/provider-proxy', url);
  proxy.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return proxy.href;
}
