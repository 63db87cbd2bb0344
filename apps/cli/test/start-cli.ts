import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jsonObjectSchema, type JsonObject } from '@codexos/protocol/json';

export const projectFolder = fileURLToPath(new URL('../../..', import.meta.url));
const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Standard output as JSON, a line each; throws when a line is none. */
  lines(): JsonObject[];
  last(): JsonObject;
}

export interface StartedCli {
  child: ChildProcess;
  result: Promise<CliResult>;
  /** Resolves when standard error holds the text; rejects when the process ends without it. */
  noted(text: string): Promise<void>;
}

export interface StartOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Standard input; none when absent. */
  input?: string;
}

/** The command line as a process of its own, with nothing of this process's settings. */
export function startCli(
  args: readonly string[],
  { cwd = projectFolder, env = {}, input }: StartOptions = {},
): StartedCli {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    cwd,
    env: { NODE_ENV: 'test', PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input ?? '');
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const result = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const lines = (): JsonObject[] =>
        stdout
          .trimEnd()
          .split('\n')
          .map((line) => jsonObjectSchema.parse(JSON.parse(line)));
      resolve({ code, stdout, stderr, lines, last: () => lines().at(-1) ?? {} });
    });
  });
  return {
    child,
    result,
    noted: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (stderr.includes(text)) resolve();
        };
        child.stderr.on('data', look);
        child.on('close', () => reject(new Error(`It ended without “${text}”:\n${stderr}`)));
        look();
      }),
  };
}

export function runCli(args: readonly string[], options?: StartOptions): Promise<CliResult> {
  return startCli(args, options).result;
}
