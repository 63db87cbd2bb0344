import { CodexError } from '@codexos/utils/errors';
import { runGit } from './run-git.ts';

export interface CloneRepositoryOptions {
  /** `https:`, `http:`, `ssh:`, `git:` or `file:` address, or `user@host:path`. */
  url: string;
  /** Folder to create; must not exist or be empty. */
  directory: string;
  /** Commits of history to fetch; all when absent. */
  depth?: number;
  signal?: AbortSignal;
  /** Git's own words and, when it gives one, the percentage of the present step. */
  onProgress?: (progress: { step: string; percent: number | undefined }) => void;
}

/** Clones a repository without prompts and hooks. Throws SOURCE_INVALID for a refused address, GIT_FAILED otherwise. */
export async function cloneRepository(options: CloneRepositoryOptions): Promise<void> {
  const { directory, depth, signal, onProgress } = options;
  const url = checkRepositoryUrl(options.url);
  const depthArguments = depth === undefined ? [] : ['--depth', String(depth), '--no-single-branch'];
  await runGit(
    [
      'clone',
      '--progress',
      '--no-recurse-submodules',
      '--template=',
      ...depthArguments,
      '--end-of-options',
      url,
      directory,
    ],
    { signal, onStderr: (text) => reportProgress(text, onProgress) },
  );
}

/** The address itself when git may be given it; throws SOURCE_INVALID for options, helpers and odd protocols. */
export function checkRepositoryUrl(url: string): string {
  const trimmed = url.trim();
  const isScp = /^\w[\w.-]*@\w[\w.-]*:(?!\/\/)[^\s-][^\s]*$/.test(trimmed);
  if (isScp || (URL.canParse(trimmed) && PROTOCOLS.has(new URL(trimmed).protocol) && !trimmed.includes('::')))
    return trimmed;
  throw new CodexError({
    code: 'SOURCE_INVALID',
    message: `"${trimmed.slice(0, 200)}" is not an address git can clone from here.`,
    hint: 'Use an https, ssh or file address, such as https://github.com/expressjs/express.',
  });
}

const PROTOCOLS = new Set(['https:', 'http:', 'ssh:', 'git:', 'file:']);

function reportProgress(text: string, onProgress: CloneRepositoryOptions['onProgress']): void {
  if (!onProgress) return;
  for (const line of text.split(/[\r\n]+/)) {
    const match = /^(?:remote: )?([A-Z][^:]{2,60}):(?:\s+(\d+)%)?/.exec(line);
    if (match?.[1])
      onProgress({ step: match[1], percent: match[2] === undefined ? undefined : Number(match[2]) });
  }
}
