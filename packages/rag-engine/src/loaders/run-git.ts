import { spawn } from 'node:child_process';
import { env } from 'node:process';
import { CodexError } from '@codexos/utils/errors';

export interface RunGitOptions {
  cwd?: string;
  signal?: AbortSignal | undefined;
  /** Called with each piece of standard error as it comes. */
  onStderr?: (text: string) => void;
  /** Largest accepted output in bytes. */
  maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/**
 * Runs plain `git` and resolves with its standard output. No prompts, no hooks, no pager, no system or user
 * aliases; rejects with GIT_FAILED (git's own last words in the message) or with the signal's reason.
 */
export function runGit(args: readonly string[], options: RunGitOptions = {}): Promise<Buffer> {
  const { cwd, signal, onStderr, maxBytes = DEFAULT_MAX_BYTES } = options;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn('git', [...settingArguments(cwd), ...args], {
      ...(cwd === undefined ? {} : { cwd }),
      ...(signal ? { signal } : {}),
      env: gitEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    let size = 0;
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => {
      size += data.length;
      if (size > maxBytes) child.kill();
      else output.push(data);
    });
    child.stderr.on('data', (data: Buffer) => {
      stderr = (stderr + data.toString()).slice(-4_000);
      onStderr?.(data.toString());
    });
    child.on('error', (cause) => reject(signal?.aborted ? signal.reason : gitMissing(cause)));
    child.on('close', (code) => {
      if (signal?.aborted) reject(signal.reason);
      else if (code === 0 && size <= maxBytes) resolve(Buffer.concat(output));
      else reject(gitFailed(args, size > maxBytes ? 'its output is too large' : lastLine(stderr)));
    });
  });
}

/** A repository's own settings could name programs to start; none of them may. */
const SAFE_SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.pager=cat',
  'log.showSignature=false',
  'protocol.ext.allow=never',
  // An address was checked before git got it; a redirect would lead somewhere that was not.
  'http.followRedirects=false',
];

function settingArguments(cwd: string | undefined): string[] {
  // The folder was named by the caller, so another owner (a mounted volume) is no surprise.
  const settings = cwd === undefined ? SAFE_SETTINGS : [...SAFE_SETTINGS, `safe.directory=${cwd}`];
  return settings.flatMap((setting) => ['-c', setting]);
}

/** Of the environment a child gets only what git needs to find itself, a home, a proxy and a key agent. */
const INHERITED =
  'PATH HOME USERPROFILE SYSTEMROOT TEMP TMP TMPDIR SSH_AUTH_SOCK HTTPS_PROXY HTTP_PROXY NO_PROXY https_proxy http_proxy no_proxy SSL_CERT_FILE SSL_CERT_DIR'.split(
    ' ',
  );

function gitEnvironment(): NodeJS.ProcessEnv {
  const inherited = INHERITED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  return {
    ...Object.fromEntries(inherited),
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    GIT_SSH_COMMAND: 'ssh -oBatchMode=yes',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    LC_ALL: 'C',
  };
}

function gitMissing(cause: unknown): CodexError {
  return new CodexError({
    code: 'GIT_FAILED',
    message: 'Git could not be started.',
    hint: 'Install git and make sure it is on the PATH.',
    cause,
  });
}

function gitFailed(args: readonly string[], reason: string): CodexError {
  return new CodexError({ code: 'GIT_FAILED', message: `git ${args[0] ?? ''} failed: ${reason}` });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? 'no reason given';
}
