import { MAX_LISTING_BYTES } from '@codexos/protocol/listing';
import type { GuardedFetch } from '@codexos/tools';
import { CodexError } from '@codexos/utils/errors';
import { parseIndex } from './parse-index.ts';
import type { RegistryReader } from './registry.ts';

const MAX_INDEX_BYTES = 8 * 1024 * 1024;

/** A registry on a web server: the address of its index, or of the folder that holds one. */
export function createHttpRegistry(location: string, fetch: GuardedFetch): RegistryReader {
  const index = new URL(location.endsWith('.json') ? location : `${location.replace(/\/+$/, '')}/index.json`);
  const read = async (url: URL, maxBytes: number, signal: AbortSignal): Promise<string> => {
    const response = await fetch(url, { headers: { accept: 'application/json' }, maxBytes, signal });
    if (response.ok) return response.text();
    await response.body?.cancel();
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: `${url.href} answered with ${response.status}.`,
      hint: 'Check the address of the registry.',
    });
  };
  return {
    readIndex: async (signal) => parseIndex(await read(index, MAX_INDEX_BYTES, signal), location),
    // The index has only let through relative paths that do not climb.
    readFile: ({ file }, signal) => read(new URL(file, index), MAX_LISTING_BYTES + 1, signal),
  };
}
