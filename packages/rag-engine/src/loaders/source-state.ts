/** Whether a source is as it was, told without reading its files. */
import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodexError } from '@codexos/utils/errors';
import { checkRepositoryUrl } from './clone-repository.ts';
import { listSource } from './list-source.ts';
import { runGit } from './run-git.ts';

export interface SourceState {
  /** HEAD; absent outside git or before the first commit. */
  commit: string | undefined;
  /** Another text for other files. */
  fingerprint: string;
}

/** Files whose size and time are asked for at once. */
const BATCH = 64;

/** Names, sizes and times of the files of a folder. Throws SOURCE_INVALID when there is no such folder. */
export async function readFolderState(folder: string, signal?: AbortSignal): Promise<SourceState> {
  const { root, commit, paths } = await listSource(folder, signal);
  const hash = createHash('sha256').update(commit ?? '');
  for (let start = 0; start < paths.length; start += BATCH) {
    signal?.throwIfAborted();
    const batch = paths.slice(start, start + BATCH);
    for (const line of await Promise.all(batch.map((path) => describeFile(root, path)))) hash.update(line);
  }
  return { commit, fingerprint: hash.digest('hex') };
}

/** The commit that a remote names as its HEAD. Throws SOURCE_INVALID, GIT_FAILED. */
export async function readRemoteState(address: string, signal?: AbortSignal): Promise<SourceState> {
  const url = checkRepositoryUrl(address);
  const output = await runGit(['ls-remote', '--exit-code', '--end-of-options', url, 'HEAD'], { signal });
  const commit = /^([0-9a-f]{40,64})\s/.exec(output.toString())?.[1];
  if (commit === undefined) {
    throw new CodexError({
      code: 'GIT_FAILED',
      message: `The repository ${url} names no commit as its HEAD.`,
    });
  }
  return { commit, fingerprint: commit };
}

async function describeFile(root: string, path: string): Promise<string> {
  try {
    const { size, mtimeMs } = await lstat(join(root, path));
    return `${path}\0${size}\0${mtimeMs}\n`;
  } catch (error) {
    // A tracked file that was deleted is still listed by git.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return `${path}\0gone\n`;
    throw error;
  }
}
