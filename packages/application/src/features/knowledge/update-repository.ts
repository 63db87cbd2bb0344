import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CodexError, errorMessage } from '@codexos/utils/errors';

const run = promisify(execFile);

/** Nothing of our own environment reaches git, and it never asks anybody anything. */
const gitEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  GIT_TERMINAL_PROMPT: '0',
};

/** Brings our own clone to what its remote has now. The clone is only ever written by us, so nothing is lost. */
export async function updateRepository(folder: string, signal: AbortSignal): Promise<void> {
  const git = (args: readonly string[]) =>
    run('git', ['-c', 'core.hooksPath=/dev/null', '-C', folder, ...args], {
      signal,
      env: { ...gitEnvironment },
    });
  try {
    await git(['fetch', '--prune', '--no-recurse-submodules', 'origin']);
    await git(['reset', '--hard', '--quiet', 'FETCH_HEAD']);
  } catch (cause) {
    signal.throwIfAborted();
    throw new CodexError({
      code: 'GIT_FAILED',
      message: `The repository could not be brought up to date: ${errorMessage(cause)}`,
      hint: 'Check the network and that the repository still exists.',
      cause,
    });
  }
}
