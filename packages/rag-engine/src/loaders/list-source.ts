import { realpath, stat } from 'node:fs/promises';
import { CodexError } from '@codexos/utils/errors';
import { headCommit, isGitRepository } from './git-info.ts';
import { listFolderPaths } from './list-folder-paths.ts';
import { listGitPaths } from './list-git-paths.ts';

/** The files of a source before any is read. */
export interface SourceListing {
  /** Real path of the folder. */
  root: string;
  isGit: boolean;
  /** HEAD at the time of listing; absent outside git or before the first commit. */
  commit: string | undefined;
  /** Relative paths with forward slashes, sorted. */
  paths: string[];
}

/**
 * Lists a folder: a git work tree by git itself (tracked files and new ones that are not ignored), any other
 * folder by a walk that obeys `.gitignore` files. Throws SOURCE_INVALID when there is no such folder.
 */
export async function listSource(folder: string, signal?: AbortSignal): Promise<SourceListing> {
  const root = await realFolder(folder);
  const isGit = await isGitRepository(root, signal);
  const paths = isGit ? await listGitPaths(root, signal) : await listFolderPaths(root, signal);
  const commit = isGit ? await headCommit(root, signal) : undefined;
  return { root, isGit, commit, paths: paths.sort() };
}

async function realFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (cause) {
    throw new CodexError({
      code: 'SOURCE_INVALID',
      message: `The folder "${folder}" cannot be read.`,
      hint: 'Check the path and that this account may read it.',
      cause,
    });
  }
  throw new CodexError({
    code: 'SOURCE_INVALID',
    message: `"${folder}" is a file, not a folder.`,
    hint: 'Name the folder that holds it.',
  });
}
