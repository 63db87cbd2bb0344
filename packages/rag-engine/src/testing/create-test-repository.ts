import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runGit } from '../loaders/run-git.ts';

/** A git repository in a temporary folder; disposing removes it. */
export interface TestRepository extends AsyncDisposable {
  folder: string;
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Commits everything and gives the commit's hash. */
  commit(subject: string): Promise<string>;
}

export async function createTestRepository(
  files: Readonly<Record<string, string>> = {},
): Promise<TestRepository> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'codexos-repository-')));
  const git = (...args: string[]): Promise<Buffer> =>
    runGit(
      ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false', ...args],
      { cwd: folder },
    );
  const repository: TestRepository = {
    folder,
    async write(path, content) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    },
    async commit(subject) {
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '-m', subject);
      return (await git('rev-parse', 'HEAD')).toString().trim();
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
  await git('init', '--quiet', '--initial-branch=main');
  for (const [path, content] of Object.entries(files)) await repository.write(path, content);
  if (Object.keys(files).length > 0) await repository.commit('Add the first files');
  return repository;
}
