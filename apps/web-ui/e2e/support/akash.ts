/** The double of the Console API as a process, where the studio of this worker looks for it. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { endChild, type StudioServer } from './server';

export const AKASH_KEY = 'ac.sk.test.key-in-the-browser';

export interface Akash {
  fail: (fault: string) => void;
  heal: () => void;
  stop: () => Promise<void>;
}

export async function startAkash({ akashPort }: StudioServer): Promise<Akash> {
  const child = spawn(
    process.execPath,
    ['scripts/akash-double.ts', '--port', String(akashPort), '--key', AKASH_KEY],
    { cwd: resolve(import.meta.dirname, '../../../..'), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  await new Promise<void>((started, failed) => {
    child.stdout.once('data', () => started());
    child.once('exit', () => failed(new Error('The double of the Console API ended.')));
  });
  return {
    fail: (fault) => void child.stdin.write(`fail ${fault}\n`),
    heal: () => void child.stdin.write('heal\n'),
    stop: () => endChild(child, 'SIGTERM'),
  };
}
