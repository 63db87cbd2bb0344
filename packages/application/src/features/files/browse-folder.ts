import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileEntry } from '@codexos/protocol/contracts/files.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import { isInside, type RootStore } from './root-store.ts';

/** The folders below a folder inside the allowed roots; hidden ones are left out. Throws PATH_REFUSED outside. */
export async function browseFolder(roots: RootStore, workspaceId: WorkspaceId, path: string) {
  const real = await roots.resolve(workspaceId, path);
  const entries = await readdir(real, { withFileTypes: true }).catch((cause: unknown) => {
    throw new CodexError({
      code: 'SOURCE_INVALID',
      message: `The folder ${real} cannot be read: ${errorMessage(cause)}`,
      hint: 'Check who may read it.',
      cause,
    });
  });
  const items = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry): FileEntry => {
      const child = join(real, entry.name);
      return { name: entry.name, path: child, kind: 'folder', isRepository: isRepository(child) };
    })
    .sort((left, right) => left.name.localeCompare(right.name));
  const parent = dirname(real);
  const allowed = await roots.list(workspaceId);
  const hasParent = parent !== real && allowed.some((root) => isInside(root.path, parent));
  return { path: real, items, ...(hasParent ? { parent } : {}) };
}

/** A work tree has `.git`; a bare repository has `HEAD` and `objects` of its own. */
function isRepository(folder: string): boolean {
  return (
    existsSync(join(folder, '.git')) ||
    (existsSync(join(folder, 'HEAD')) && existsSync(join(folder, 'objects')))
  );
}
