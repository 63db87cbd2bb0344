import { lookup } from 'node:dns/promises';
import { CodexError } from '@codexos/utils/errors';
import { isPublicAddress } from './address-rules.ts';
import { createAllowList } from './allow-list.ts';

const PORTS: Record<string, number> = { 'http:': 80, 'https:': 443, 'ssh:': 22, 'git:': 9418 };

/**
 * The guard's question without a call, for programs such as git that connect on their own: does the address lead
 * to a public host, or to one that the operator allows? Throws ADDRESS_REFUSED when it does not; a name that does
 * not resolve is left to the program to report.
 */
export function createAddressCheck(allow: readonly string[]): (address: string) => Promise<void> {
  const allowList = createAllowList(allow);
  return async (address) => {
    const url = new URL(address);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = url.port === '' ? (PORTS[url.protocol] ?? 0) : Number(url.port);
    if (allowList.allowsHost(host, port)) return;
    const found = await lookup(host, { all: true }).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error) return [];
      throw error;
    });
    const refused = found.find(
      (candidate) => !isPublicAddress(candidate.address) && !allowList.allowsAddress(candidate.address, port),
    );
    if (!refused) return;
    throw new CodexError({
      code: 'ADDRESS_REFUSED',
      message: `${host} leads to ${refused.address}, which is a private address.`,
      hint: `The operator can allow it with CODEXOS_ALLOWED_ADDRESSES=${host}:${port}.`,
    });
  };
}
