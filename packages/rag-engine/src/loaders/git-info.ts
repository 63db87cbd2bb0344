import { runGit } from './run-git.ts';
import { CodexError } from '@codexos/utils/errors';

/** True when the folder lies in the work tree of a git repository. */
export async function isGitRepository(folder: string, signal?: AbortSignal): Promise<boolean> {
  try {
    const output = await runGit(['rev-parse', '--is-inside-work-tree'], { cwd: folder, signal });
    return output.toString().trim() === 'true';
  } catch (error) {
    if (CodexError.is(error) && error.code === 'GIT_FAILED') return false;
    throw error;
  }
}

/** The commit that HEAD names, or undefined in a repository without commits. */
export async function headCommit(folder: string, signal?: AbortSignal): Promise<string | undefined> {
  try {
    const output = await runGit(['rev-parse', '--verify', '--end-of-options', 'HEAD^{commit}'], {
      cwd: folder,
      signal,
    });
    return output.toString().trim();
  } catch (error) {
    if (CodexError.is(error) && error.code === 'GIT_FAILED') return undefined;
    throw error;
  }
}
