import { runGit } from './run-git.ts';

/**
 * Brings a clone that only this program writes to what its remote has now. Rejects with GIT_FAILED or with the
 * signal's reason; the clone then stays as it was.
 */
export async function updateRepository(folder: string, signal?: AbortSignal): Promise<void> {
  await runGit(['fetch', '--prune', '--no-recurse-submodules', 'origin', 'HEAD'], { cwd: folder, signal });
  await runGit(['reset', '--hard', '--quiet', 'FETCH_HEAD'], { cwd: folder, signal });
}
