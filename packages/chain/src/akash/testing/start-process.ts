/** Starts what a lease is for as a real process on this machine. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface LeasedService {
  image: string;
  env: Record<string, string>;
}

export interface RunningService {
  /** Host and port. */
  uri: Promise<string>;
  /** Everything written so far. */
  lines: readonly string[];
  onLine(listener: (line: string) => void): () => void;
  stop(): Promise<void>;
}

export type StartService = (service: LeasedService) => RunningService;

export interface CommandOptions {
  command: string;
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Finds host and port in a line of the output, as its first group. */
  address: RegExp;
  onEnd?: () => void;
}

export function startCommand({ command, args, cwd, env, address, onEnd }: CommandOptions): RunningService {
  const child = spawn(command, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  const found = Promise.withResolvers<string>();
  // A service that ends before it is reachable is a provider that never reports it as available.
  found.promise.catch(() => undefined);
  const read = (line: string): void => {
    lines.push(line);
    const uri = address.exec(line)?.[1];
    if (uri !== undefined) found.resolve(uri);
    for (const listener of listeners) listener(line);
  };
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', read);
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => read(`could not start: ${error.message}`));
    child.once('close', (code, signal) => {
      read(`ended with ${code ?? signal ?? 'nothing'}`);
      found.reject(new Error('The process ended before it had an address.'));
      onEnd?.();
      resolve();
    });
  });
  return {
    uri: found.promise,
    lines,
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(force);
    },
  };
}

/** The image of CodexOS as a process: the backend of this checkout with the environment of the SDL. */
export function startBackend(
  projectFolder: string,
  { onFolder = () => undefined }: { onFolder?: (dataFolder: string) => void } = {},
): StartService {
  return ({ env }) => {
    const folder = mkdtempSync(join(tmpdir(), 'codexos-lease-'));
    onFolder(folder);
    const own = { CODEXOS_HOST: '127.0.0.1', CODEXOS_PORT: '0', CODEXOS_DATA: folder };
    return startCommand({
      command: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', 'apps/backend/src/main.ts', '--no-open', '--api-only'],
      cwd: projectFolder,
      env: { NODE_ENV: 'production', PATH: process.env['PATH'] ?? '', HOME: folder, ...env, ...own },
      address: /http:\/\/([0-9.]+:\d+)\//,
      onEnd: () => rmSync(folder, { recursive: true, force: true }),
    });
  };
}
