/**
 * Keeps other web pages away from a server on this machine. A foreign Host (a name that somebody pointed at
 * 127.0.0.1) and a foreign Origin are refused before any route runs, pages included.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { CodexError } from '@codexos/utils/errors';

export interface OriginGuardOptions {
  /**
   * Host names that may stand in the Host header, without port. `*` lets every name in: for servers behind a name
   * that is not known in advance, where nobody on this machine has a session that a foreign page could use.
   */
  hosts: readonly string[];
}

export type OriginGuard = (headers: IncomingHttpHeaders) => void;

export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** A function that throws ORIGIN_REFUSED for requests that come from elsewhere. */
export function createOriginGuard({ hosts }: OriginGuardOptions): OriginGuard {
  const allowed = new Set([...LOOPBACK_HOSTS, ...hosts].map((host) => host.toLowerCase()));
  return (headers) => {
    const host = headers.host;
    if (host === undefined || !(allowed.has('*') || allowed.has(nameOf(host))))
      throw refused(`the host ${host ?? '(none)'} is not one of this server's names`);
    const { origin } = headers;
    if (origin !== undefined && !isSameOrigin(origin, host)) throw refused(`it comes from ${origin}`);
    const site = headers['sec-fetch-site'];
    const isNavigation = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
    if ((site === 'cross-site' || site === 'same-site') && !isNavigation)
      throw refused('another site sent it');
  };
}

function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

function isSameOrigin(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host.toLowerCase() === host.toLowerCase();
}

function refused(reason: string): CodexError {
  return new CodexError({
    code: 'ORIGIN_REFUSED',
    message: `The request was refused because ${reason}.`,
    hint: 'Open the address that the server printed. Behind a proxy, name its host in CODEXOS_ALLOWED_HOSTS.',
  });
}
