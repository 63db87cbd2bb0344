/** Folders of this machine that sources may come from: what the operator gave at the start, and what an admin added. */
import { realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, relative, sep } from 'node:path';
import type { Root } from '@codexos/protocol/contracts/files.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { Database } from '../../db/database.ts';

export type RootStore = ReturnType<typeof createRootStore>;

export interface RootStoreOptions {
  database: Database;
  clock: () => number;
  /** Absolute folders that are always allowed. */
  fixedRoots: readonly string[];
}

export function createRootStore({ database: { query }, clock, fixedRoots }: RootStoreOptions) {
  const list = async (workspaceId: WorkspaceId): Promise<Root[]> => {
    const rows = await query
      .selectFrom('roots')
      .select('path')
      .where('workspace_id', '=', workspaceId)
      .orderBy('path')
      .execute();
    return [
      ...fixedRoots.map((path) => ({ path, label: basename(path) || path, isRemovable: false })),
      ...rows.map(({ path }) => ({ path, label: basename(path) || path, isRemovable: true })),
    ];
  };

  return {
    list,

    async add(workspaceId: WorkspaceId, path: string): Promise<Root> {
      const real = await realFolder(path);
      await query
        .insertInto('roots')
        .values({ workspace_id: workspaceId, path: real, created_at: clock() })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'path']).doNothing())
        .execute();
      return { path: real, label: basename(real) || real, isRemovable: true };
    },

    async remove(workspaceId: WorkspaceId, path: string): Promise<void> {
      await query
        .deleteFrom('roots')
        .where('workspace_id', '=', workspaceId)
        .where('path', '=', path)
        .execute();
    },

    /**
     * The real path of a folder inside the allowed roots, links resolved.
     * Throws SOURCE_INVALID when it is no folder and PATH_REFUSED when it is outside.
     */
    async resolve(workspaceId: WorkspaceId, path: string): Promise<string> {
      const real = await realFolder(path);
      const roots = await list(workspaceId);
      if (roots.some((root) => isInside(root.path, real))) return real;
      throw new CodexError({
        code: 'PATH_REFUSED',
        message: `${path} is outside the folders that sources may come from.`,
        hint: 'Allow the folder (an admin can do this in the settings or when adding a source), or start with --root.',
        details: { path: real, roots: roots.map((root) => root.path) },
      });
    },
  };
}

/** Whether `path` is `root` or below it; both must be real paths. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && !isAbsolute(way));
}

async function realFolder(path: string): Promise<string> {
  if (!isAbsolute(path)) {
    throw new CodexError({
      code: 'SOURCE_INVALID',
      message: `${path} is not an absolute path.`,
      hint: 'Give the whole path, from the root of the disk.',
    });
  }
  try {
    const real = await realpath(path);
    if ((await stat(real)).isDirectory()) return real;
  } catch (cause) {
    throw new CodexError({
      code: 'SOURCE_INVALID',
      message: `The folder ${path} cannot be read.`,
      hint: 'Check that it exists and that you may read it.',
      cause,
    });
  }
  throw new CodexError({
    code: 'SOURCE_INVALID',
    message: `${path} is a file, not a folder.`,
    hint: 'Give the folder that holds it.',
  });
}
