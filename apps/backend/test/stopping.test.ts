/** What a supervisor sees of a server that stops: it is alive, not ready, and ends by itself when it is asked to. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createTestApplication } from '@codexos/application/testing';
import { createLogger } from '@codexos/utils/logging';
import { expect, it } from 'vitest';
import { createAuthenticator } from '../src/http/authenticate.ts';
import { createHttp } from '../src/http/create-http.ts';
import { createOriginGuard } from '../src/http/origin-guard.ts';
import { START_TOKEN } from './start-token.ts';

const project = resolve(import.meta.dirname, '../../..');

it('is not ready while it stops, and says so with 503 to whoever still reaches it', async () => {
  await using test = await createTestApplication();
  const { application } = test;
  let isStopping = false;
  const app = await createHttp({
    application,
    authenticator: createAuthenticator(application, { startToken: START_TOKEN, port: 0 }),
    guard: createOriginGuard({ hosts: [] }),
    logger: createLogger({ level: 'silent' }),
    version: '0.0.0',
    isSecure: false,
    publicUrl: undefined,
    isDevelopment: false,
    isStopping: () => isStopping,
  });
  const ask = (path: string) => app.inject({ url: `/api/v1/health/${path}`, headers: { host: '127.0.0.1' } });
  expect((await ask('ready')).statusCode).toBe(200);
  isStopping = true;
  const ready = await ask('ready');
  expect([ready.statusCode, ready.json<{ error: { code: string } }>().error.code]).toEqual([
    503,
    'UNAVAILABLE',
  ]);
  expect((await ask('live')).statusCode).toBe(200);
  await app.close();
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  'ends cleanly at %s, and leaves its data to the next start',
  async (signal) => {
    const data = await mkdtemp(join(tmpdir(), 'codexos-stopping-'));
    try {
      // Twice on the same folder: what the first one left open would keep the second from starting.
      for (const start of ['first', 'second'])
        expect([start, await startAndStop(data, signal)]).toEqual([
          start,
          { code: 0, signal: null, errors: '' },
        ]);
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  },
  120_000,
);

async function startAndStop(data: string, signal: NodeJS.Signals) {
  const args = [
    '--disable-warning=ExperimentalWarning',
    'apps/backend/src/main.ts',
    '--no-open',
    '--api-only',
  ];
  const child = spawn(process.execPath, [...args, '--port', '0', '--data', data], {
    cwd: project,
    env: { PATH: process.env['PATH'], HOME: data, NODE_ENV: 'production' },
  });
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise<void>((found, failed) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ctrl-C')) found();
    });
    child.once('exit', (code) => failed(new Error(`It ended with ${code} before it listened: ${errors}`)));
  });
  const address = new URL(/http:\/\/\S+/.exec(output)?.[0] ?? '');
  expect((await fetch(`${address.origin}/api/v1/health/ready`)).status).toBe(200);
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code, by] = (await ended) as [number | null, NodeJS.Signals | null];
  return { code, signal: by, errors };
}
