import { CodexError } from '@codexos/utils/errors';
import { portOf } from '@codexos/utils/port-of';
import ipaddr from 'ipaddr.js';

/** The operator's exceptions: `host`, `host:port`, `[::1]:port` or a range such as `10.1.0.0/16`. */
export interface AllowList {
  /** The name itself is allowed, wherever it resolves. */
  allowsHost(hostname: string, port: number): boolean;
  allowsAddress(address: string, port: number): boolean;
}

interface HostRule {
  host: string;
  port: number | undefined;
}

/** Throws REQUEST_INVALID for an entry that cannot be understood. */
export function createAllowList(entries: readonly string[]): AllowList {
  const hosts: HostRule[] = [];
  const ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
  for (const entry of entries) {
    if (entry.includes('/')) ranges.push(parseRange(entry));
    else hosts.push(parseHost(entry));
  }
  const allowsHost = (hostname: string, port: number): boolean =>
    hosts.some(
      (rule) => rule.host === normalize(hostname) && (rule.port === undefined || rule.port === port),
    );
  return {
    allowsHost,
    allowsAddress: (address, port) =>
      allowsHost(address, port) || ranges.some((range) => isInRange(ipaddr.process(address), range)),
  };
}

/** Whether the operator has named the address, so that it may be called without encryption as well. */
export function allowsPlain(url: URL, allowList: AllowList): boolean {
  const { host, isLiteral } = hostOf(url);
  return allowList.allowsHost(host, portOf(url)) || (isLiteral && allowList.allowsAddress(host, portOf(url)));
}

/** The host of an address; a literal is one that is written as numbers. */
export function hostOf({ hostname }: URL): { host: string; isLiteral: boolean } {
  const host = hostname.replace(/^\[|\]$/g, '');
  // The URL parser has already turned 0x7f.1, 017700000001 and 2130706433 into 127.0.0.1.
  return { host, isLiteral: host.includes(':') || /^\d+(?:\.\d+){3}$/.test(host) };
}

function parseRange(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  throw invalid(entry);
}

function parseHost(entry: string): HostRule {
  const url = URL.canParse(`http://${entry}`) ? new URL(`http://${entry}`) : undefined;
  if (!url || url.pathname !== '/' || url.username !== '' || url.search !== '') throw invalid(entry);
  // The URL hides port 80 because it is the default of http.
  const port = /:(\d+)$/.exec(entry)?.[1];
  return { host: normalize(url.hostname), port: port === undefined ? undefined : Number(port) };
}

function isInRange(
  address: ipaddr.IPv4 | ipaddr.IPv6,
  [base, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number],
): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

function normalize(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

function invalid(entry: string): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: `"${entry}" is no host, host:port or address range.`,
    hint: 'Write entries such as 127.0.0.1:11434, models.internal or 10.1.0.0/16.',
  });
}
