import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MAX_LISTING_BYTES } from '@codexos/protocol/listing';
import { cloneRepository, updateRepository } from '@codexos/rag-engine';
import { CodexError } from '@codexos/utils/errors';
import { resolveInside } from '../../files/resolve-inside.ts';
import { parseIndex } from './parse-index.ts';
import type { RegistryReader } from './registry.ts';

const MAX_INDEX_BYTES = 8 * 1024 * 1024;

export interface GitRegistryOptions {
  url: string;
  /** Where the clone is kept. */
  folder: string;
  /** Throws ADDRESS_REFUSED for addresses that the server may not call. */
  assertAddressAllowed: (url: string) => Promise<void>;
}

/** A registry in a git repository with an `index.json` at its root. */
export function createGitRegistry({ url, folder, assertAddressAllowed }: GitRegistryOptions): RegistryReader {
  const read = async (path: string, maxBytes: number): Promise<string> => {
    const real = await resolveInside(folder, path);
    if ((await stat(real)).size > maxBytes) throw tooLarge(path);
    return readFile(real, 'utf8');
  };
  return {
    async readIndex(signal) {
      if (URL.canParse(url) && new URL(url).hostname !== '') await assertAddressAllowed(url);
      if (existsSync(folder)) await updateRepository(folder, signal);
      else await cloneWhole(url, folder, signal);
      return parseIndex(await read('index.json', MAX_INDEX_BYTES), url);
    },
    readFile: ({ file }) => read(file, MAX_LISTING_BYTES),
  };
}

/** A clone that was cut off must not be taken for a whole one. */
async function cloneWhole(url: string, folder: string, signal: AbortSignal): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  await cloneRepository({ url, directory: unfinished, depth: 1, signal });
  await rename(unfinished, folder);
}

function tooLarge(path: string): CodexError {
  return new CodexError({
    code: 'REGISTRY_INVALID',
    message: `${path} of the registry is too large.`,
    hint: 'A listing may have 2 MB, an index 8 MB.',
  });
}
