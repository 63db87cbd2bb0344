/** The local server that stands in for Supabase Auth, as a process. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { endChild } from './server';

export interface Supabase {
  /** What the studio has to be started with. */
  environment: Record<string, string>;
  stop: () => Promise<void>;
}

export async function startSupabase(email: string, password: string): Promise<Supabase> {
  const child = spawn(
    process.execPath,
    ['scripts/supabase-double.ts', '--email', email, '--password', password],
    { cwd: resolve(import.meta.dirname, '../../../..'), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((started, failed) => {
    child.stdout.once('data', (chunk: Buffer) => started(chunk.toString('utf8')));
    child.once('exit', () => failed(new Error('The server in place of Supabase ended.')));
  });
  const pairs = line.trim().split(' ');
  return {
    environment: Object.fromEntries(pairs.map((pair) => pair.split('=', 2) as [string, string])),
    stop: () => endChild(child, 'SIGTERM'),
  };
}
