import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCommand, startConsoleDouble, type ConsoleDouble } from '@codexos/application/testing';
import type { Deployment, DeploymentEvent } from '@codexos/protocol/deployment';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeploymentKillOrder } from './deployment-kill-worker.ts';

const worker = new URL('deployment-kill-worker.ts', import.meta.url).pathname;
const API_KEY = 'ac.sk.test.key-of-the-double';
const SERVICE = `require('node:http').createServer((q, s) => s.end('ok'))
  .listen(0, '127.0.0.1', function () { console.log('at 127.0.0.1:' + this.address().port) })`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codexos-deployment-kill-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a deployment whose process is killed', () => {
  it('right after every event goes on from there', async () => {
    await using double = await startDouble();
    let processCount = 0;
    for (let closed = await live(double, 'events', 1); !closed; closed = await live(double, 'events', 1))
      processCount += 1;
    expect(processCount).toBeGreaterThanOrEqual(10);
    check(double, await live(double, 'events'));
  }, 120_000);

  it('between what a call did and its answer makes nothing twice', async () => {
    const due = { callCount: 0, at: 0, child: undefined as ChildProcess | undefined };
    await using double = await startDouble((): Promise<void> | undefined => {
      due.callCount += 1;
      if (due.callCount !== due.at) return undefined;
      const { child } = due;
      const gone = new Promise<void>((resolve) => child?.once('close', () => resolve()));
      child?.kill('SIGKILL');
      return gone;
    });
    let outcome: Outcome | undefined;
    while (!outcome) {
      due.callCount = 0;
      due.at += 1;
      outcome = await live(double, 'calls', undefined, (child) => (due.child = child));
    }
    expect(due.at).toBeGreaterThanOrEqual(6);
    check(double, outcome);
  }, 120_000);
});

interface Outcome {
  deployment: Deployment;
  events: DeploymentEvent[];
}

function startDouble(beforeAnswer?: () => void | Promise<void>): Promise<ConsoleDouble> {
  return startConsoleDouble({
    apiKey: API_KEY,
    ...(beforeAnswer ? { beforeAnswer } : {}),
    startService: ({ env }) =>
      startCommand({
        command: process.execPath,
        args: ['-e', SERVICE],
        cwd: '/',
        env: { NODE_ENV: 'test', ...env },
        address: /at (\S+)/,
      }),
  });
}

/** Lets a process work until it dies or the deployment is closed. Undefined when it was killed. */
async function live(
  { url }: ConsoleDouble,
  name: string,
  dieAfterEvent?: number,
  onStart?: (child: ChildProcess) => void,
): Promise<Outcome | undefined> {
  const order: DeploymentKillOrder = { dataFolder: join(folder, name), url, apiKey: API_KEY, dieAfterEvent };
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', worker, JSON.stringify(order)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'cache') },
    },
  );
  onStart?.(child);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...end) => resolve(end)),
  );
  if (signal === 'SIGKILL') return undefined;
  if (code !== 0) throw new Error(`The worker ended with ${code ?? signal ?? ''}.`);
  return JSON.parse(output) as Outcome;
}

function check(double: ConsoleDouble, outcome: Outcome | undefined): void {
  expect(double.broken).toEqual([]);
  expect(outcome?.deployment.state).toBe('closed');
  expect(outcome?.events.map(({ seq }) => seq)).toEqual(outcome?.events.map((_event, index) => index + 1));
  const made = [...double.world.deployments.values()];
  expect(made).toHaveLength(1);
  expect(made[0]?.closedAt).toBeDefined();
  expect(double.calls.filter((call) => call === 'POST /v1/deployments')).toHaveLength(1);
  const { refundMicroUsd = 0, spentMicroUsd = 0 } = outcome?.deployment ?? {};
  expect(refundMicroUsd + spentMicroUsd).toBe(5_000_000);
  expect(double.world.balance).toBeGreaterThan(24.9);
}
