import { runGit } from './run-git.ts';

/** Tracked files and untracked files that are not ignored, relative to `root`. */
export async function listGitPaths(root: string, signal?: AbortSignal): Promise<string[]> {
  const output = await runGit(
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', '.'],
    { cwd: root, signal },
  );
  return output
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
}
