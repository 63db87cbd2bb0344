import { readdir, stat } from 'node:fs/promises';
import type { FileEntry } from '@codexos/protocol/contracts/files.contract';
import { isClosedPath } from '@codexos/tools';
import { resolveInside } from './resolve-inside.ts';

const HIDDEN = new Set(['.git', 'node_modules']);

/** Entries of one folder of a source, folders first. Paths are relative to the source. Throws PATH_REFUSED. */
export async function listSourceFolder(sourceFolder: string, path: string): Promise<FileEntry[]> {
  const folder = await resolveInside(sourceFolder, path);
  const entries = (await readdir(folder, { withFileTypes: true })).filter(
    (entry) =>
      (entry.isDirectory() || entry.isFile()) &&
      !HIDDEN.has(entry.name) &&
      !isClosedPath(path === '' ? entry.name : `${path}/${entry.name}`),
  );
  const items = await Promise.all(
    entries.map(async (entry): Promise<FileEntry> => {
      const child = path === '' ? entry.name : `${path.replace(/\/$/, '')}/${entry.name}`;
      if (entry.isDirectory()) return { name: entry.name, path: child, kind: 'folder' };
      const { size } = await stat(`${folder}/${entry.name}`);
      return { name: entry.name, path: child, kind: 'file', byteCount: size };
    }),
  );
  return items.sort((left, right) =>
    left.kind === right.kind ? left.name.localeCompare(right.name) : left.kind === 'folder' ? -1 : 1,
  );
}
