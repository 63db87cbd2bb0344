/**
 * The one way out to the network. The address is checked where the connection is made, so what was checked is what
 * is connected to, whatever the name resolves to a moment later; every redirect is a new request with new checks.
 */
import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import { portOf } from '@codexos/utils/port-of';
import { Agent, fetch as undiciFetch, type RequestInit as UndiciRequestInit } from 'undici';
import { isPublicAddress } from './address-rules.ts';
import { allowsPlain, createAllowList, hostOf, type AllowList } from './allow-list.ts';
import { limitBody } from './limit-body.ts';
import { redirectRequest } from './redirect-request.ts';

export interface ResolvedAddress {
  address: string;
  family: number;
}

export interface GuardedFetchOptions {
  /** Exceptions for local model servers and the like: `127.0.0.1:11434`, `models.internal`, `10.1.0.0/16`. */
  allow?: readonly string[];
  /** All addresses of a name; the system's resolver when absent. */
  resolve?: (hostname: string) => Promise<ResolvedAddress[]>;
  /** From the first byte sent to the last received; default 30 s. */
  timeoutMs?: number;
  /** Largest body of a response; default 10 MiB. */
  maxBytes?: number;
  maxRedirects?: number;
}

export interface GuardedRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal?: AbortSignal | null;
  /** Overrides of the guard's own limits for this request. */
  timeoutMs?: number;
  maxBytes?: number;
  /**
   * The call stays where its address says: no redirect to another origin, and http only to what the operator allows.
   */
  isBound?: boolean;
}

/** Like `fetch`, with text or bytes as body. Throws ADDRESS_REFUSED, REQUEST_INVALID or UNAVAILABLE. */
export type GuardedFetch = (url: string | URL, request?: GuardedRequest) => Promise<Response>;

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

export function createGuardedFetch(options: GuardedFetchOptions = {}): GuardedFetch {
  const { allow = [], resolve = resolveBySystem, maxRedirects = 5 } = options;
  const { timeoutMs: usualTimeoutMs = DEFAULT_TIMEOUT_MS, maxBytes: usualMaxBytes = DEFAULT_MAX_BYTES } =
    options;
  const allowList = createAllowList(allow);
  const agents = createAgents(allowList, resolve);
  return async (target, request = {}) => {
    const { timeoutMs = usualTimeoutMs, maxBytes = usualMaxBytes, signal } = request;
    const timeout = AbortSignal.timeout(timeoutMs);
    const combined = signal ? AbortSignal.any([signal, timeout]) : timeout;
    let url = parseUrl(target);
    let current: GuardedRequest = request;
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      assertTarget(url, allowList);
      if (request.isBound === true) assertEncrypted(url, allowList);
      const response = await send({ url, request: current, signal: combined, agent: agents(portOf(url)) });
      const next = redirectRequest(url, response, current);
      if (!next) return limitBody(response, maxBytes);
      await response.body?.cancel();
      if (request.isBound === true && next.url.origin !== url.origin)
        throw refused(
          next.url,
          `is where ${url.host} sends the call on to, and the call is bound to ${url.host}`,
        );
      url = next.url;
      current = next.request;
    }
    throw refused(url, `answers with more than ${maxRedirects} redirects`);
  };
}

interface SendOptions {
  url: URL;
  request: GuardedRequest;
  signal: AbortSignal;
  agent: Agent;
}

async function send({
  url,
  request: { method = 'GET', headers = {}, body },
  signal,
  agent,
}: SendOptions): Promise<Response> {
  const init: UndiciRequestInit = {
    method,
    headers,
    signal,
    redirect: 'manual',
    dispatcher: agent,
    ...(body === undefined ? {} : { body }),
  };
  try {
    // Both are the same web standard; only their declarations have different origins.
    return (await undiciFetch(url, init)) as unknown as Response;
  } catch (error) {
    signal.throwIfAborted();
    throw innerCodexError(error) ?? unreachable(url, error);
  }
}

/** One agent per port, because the allow-list speaks of ports and a lookup is only told the name. */
function createAgents(
  allowList: AllowList,
  resolve: (hostname: string) => Promise<ResolvedAddress[]>,
): (port: number) => Agent {
  const agents = new Map<number, Agent>();
  return (port) => {
    const known = agents.get(port);
    if (known) return known;
    const lookup: LookupFunction = (hostname, lookupOptions, callback) => {
      checkedAddresses({ hostname, port, allowList, resolve }).then(
        (addresses) => {
          const first = addresses[0];
          if (lookupOptions.all || !first) callback(null, addresses);
          else callback(null, first.address, first.family);
        },
        (error: unknown) => callback(error as NodeJS.ErrnoException, []),
      );
    };
    const agent = new Agent({ connect: { lookup }, keepAliveTimeout: 1_000 });
    agents.set(port, agent);
    return agent;
  };
}

interface CheckOptions {
  hostname: string;
  port: number;
  allowList: AllowList;
  resolve: (hostname: string) => Promise<ResolvedAddress[]>;
}

/** All addresses of a name, of which every single one must be allowed. */
async function checkedAddresses({
  hostname,
  port,
  allowList,
  resolve,
}: CheckOptions): Promise<ResolvedAddress[]> {
  const addresses = await resolve(hostname);
  if (addresses.length === 0)
    throw new CodexError({ code: 'UNAVAILABLE', message: `${hostname} has no address.` });
  if (allowList.allowsHost(hostname, port)) return addresses;
  const bad = addresses.find(
    ({ address }) => !isPublicAddress(address) && !allowList.allowsAddress(address, port),
  );
  if (bad) throw refused(new URL(`http://${hostname}:${port}`), 'resolves to an address that is not public');
  return addresses;
}

function resolveBySystem(hostname: string): Promise<ResolvedAddress[]> {
  return systemLookup(hostname, { all: true });
}

function parseUrl(target: string | URL): URL {
  if (target instanceof URL) return target;
  if (URL.canParse(target)) return new URL(target);
  throw new CodexError({
    code: 'REQUEST_INVALID',
    message: `"${target.slice(0, 200)}" is not a URL.`,
    hint: 'Write the whole address with https://.',
  });
}

/** What can be judged without a lookup: protocol, user data and addresses written as numbers. */
function assertTarget(url: URL, allowList: AllowList): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refused(url, `uses ${url.protocol} and only http and https are allowed`);
  if (url.username !== '' || url.password !== '')
    throw refused(url, 'carries a name or password; send them as a header');
  const { host, isLiteral } = hostOf(url);
  if (isLiteral && !isPublicAddress(host) && !allowList.allowsAddress(host, portOf(url)))
    throw refused(url, 'is not a public address');
}

/** Without encryption a call goes only to what the operator has named. */
function assertEncrypted(url: URL, allowList: AllowList): void {
  if (url.protocol === 'https:' || allowsPlain(url, allowList)) return;
  throw refused(url, 'is called without encryption, which is only for addresses that the operator allows');
}

function innerCodexError(error: unknown): CodexError | undefined {
  for (let inner = error; inner instanceof Error; inner = inner.cause) if (CodexError.is(inner)) return inner;
  return undefined;
}

function refused(url: URL, reason: string): CodexError {
  return new CodexError({
    code: 'ADDRESS_REFUSED',
    message: `${url.host || url.protocol} ${reason}.`,
    hint: 'The operator can allow single hosts or ranges in the settings of the server.',
  });
}

function unreachable(url: URL, cause: unknown): CodexError {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return new CodexError({
    code: 'UNAVAILABLE',
    message: `${url.host} cannot be reached: ${errorMessage(inner)}`,
    hint: 'Check the address and the network.',
    cause,
  });
}
