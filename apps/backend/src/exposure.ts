import type { Env } from './env.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** What to say when a server without accounts listens where others may reach it; undefined when none can. */
export function describeExposure({
  CODEXOS_AUTH: auth,
  CODEXOS_HOST: host,
  CODEXOS_BUNDLE: bundle,
}: Pick<Env, 'CODEXOS_AUTH' | 'CODEXOS_HOST' | 'CODEXOS_BUNDLE'>): string | undefined {
  // A served flow is called with tokens of its own.
  if (auth === 'accounts' || bundle !== undefined || LOOPBACK.has(host)) return undefined;
  return `It listens on ${host} without accounts: whoever reaches this port and has the start token is admin. Set CODEXOS_AUTH=accounts, or let only this machine reach the port.`;
}
