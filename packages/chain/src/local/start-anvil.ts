/** The process of the local node: started on a port of its own choice, known by its id, stopped by it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { CodexError } from '@codexos/utils/errors';
import { createRpc, type RpcRequest } from '../rpc.ts';
import { readOptional } from './durable-file.ts';

export interface AnvilOptions {
  binary: string;
  /** Folder of the chain; the id of the process is noted there. */
  folder: string;
  chainId: number;
  /** Either the file of the first block, or a saved state with the time of its last block in seconds. */
  from: { genesis: string } | { state: string; at: number };
}

export interface AnvilProcess {
  request: RpcRequest;
  pid: number;
  /** False as soon as the process has ended, by itself or by somebody else. */
  isRunning(): boolean;
  /** Whether it has ended, given the moment that the system may need to say so. */
  hasEnded(): Promise<boolean>;
  stop(): Promise<void>;
}

const START_MS = 15_000;
const STOP_MS = 5_000;
const NOTICE_MS = 1_000;

/** Starts the node and waits until it listens. Throws UNAVAILABLE with what it printed when it does not. */
export async function startAnvil({ binary, folder, chainId, from }: AnvilOptions): Promise<AnvilProcess> {
  await stopOrphan(folder);
  const child = spawn(
    binary,
    [
      ...['--host', '127.0.0.1', '--port', '0', '--no-cors', '--accounts', '0'],
      ...['--chain-id', String(chainId), '--hardfork', 'cancun'],
      // A block is made when it was logged, and holds what was logged.
      '--no-mining',
      // Without it every block keeps a copy of the whole state in memory.
      '--prune-history',
      ...('genesis' in from
        ? ['--init', from.genesis]
        : ['--load-state', from.state, '--timestamp', String(from.at)]),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { NODE_ENV: 'production' } },
  );
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const hasEnded = async (): Promise<boolean> => {
    if (isRunning()) await Promise.race([once(child, 'exit'), delay(NOTICE_MS)]);
    return !isRunning();
  };
  const pid = child.pid ?? 0;
  const [port] = await Promise.all([portOf(child), writeFile(pidPath(folder), String(pid))]);
  const stop = async (): Promise<void> => {
    if (isRunning()) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(force);
    }
    await rm(pidPath(folder), { force: true });
  };
  return { request: createRpc({ url: `http://127.0.0.1:${port}` }), pid, isRunning, hasEnded, stop };
}

async function portOf(child: ChildProcess): Promise<number> {
  const printed: string[] = [];
  return new Promise<number>((resolve, reject) => {
    const fail = (cause?: unknown): void =>
      reject(
        new CodexError({
          code: 'UNAVAILABLE',
          message: `The local chain did not start: ${printed.slice(-5).join(' ') || 'it printed nothing'}`,
          hint: 'Look into the log of the server. Removing the folder of the chain starts an empty one.',
          cause,
        }),
      );
    const timer = setTimeout(fail, START_MS);
    const onLine = (line: string): void => {
      printed.push(line);
      const port = /^Listening on [^ ]*:(\d+)$/.exec(line)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    if (child.stdout) createInterface({ input: child.stdout }).on('line', onLine);
    if (child.stderr) createInterface({ input: child.stderr }).on('line', onLine);
    child.once('error', fail);
    child.once('exit', () => {
      clearTimeout(timer);
      fail();
    });
  });
}

/** A node that an application left behind when it was killed is stopped, so that there is one. */
async function stopOrphan(folder: string): Promise<void> {
  const pid = Number((await readOptional(pidPath(folder))) ?? 0);
  if (!Number.isInteger(pid) || pid <= 1) return;
  // The id may belong to another process by now: only what was started on this folder is ended.
  if (await isAnvilOf(pid, folder)) {
    process.kill(pid, 'SIGKILL');
    while (await isAnvilOf(pid, folder)) await delay(10);
  }
  await rm(pidPath(folder), { force: true });
}

async function isAnvilOf(pid: number, folder: string): Promise<boolean> {
  try {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return line.includes('anvil') && line.includes(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code)))
      return false;
    throw error;
  }
}

function pidPath(folder: string): string {
  return join(folder, 'anvil.pid');
}
