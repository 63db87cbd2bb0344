import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '@codexos/protocol/run-event';
import { describe, expect, it } from 'vitest';
import { START_TOKEN } from './start-token.ts';

const entry = new URL('killable-backend.ts', import.meta.url).pathname;

/** Two branches with an effect each, joined, then a loop of two turns with an effect in each. */
const flow = {
  name: 'Effects',
  nodes: [
    { id: 'text', kind: 'input', config: { name: 'text' } },
    { id: 'left', kind: 'tool', config: { tool: 'witness', arguments: { label: 'left' } } },
    { id: 'right', kind: 'tool', config: { tool: 'witness', arguments: { label: 'right' } } },
    { id: 'join', kind: 'merge', config: { join: 'all', combine: 'list' } },
    { id: 'repeat', kind: 'loop', config: { maxTurns: 2 } },
    { id: 'turn', kind: 'tool', config: { tool: 'witness', arguments: { label: 'turn' } } },
    { id: 'result', kind: 'output', config: { name: 'answer' } },
  ],
  edges: [
    { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'left', port: 'input' } },
    { id: 'e2', from: { node: 'text', port: 'value' }, to: { node: 'right', port: 'input' } },
    { id: 'e3', from: { node: 'left', port: 'result' }, to: { node: 'join', port: 'inputs' } },
    { id: 'e4', from: { node: 'right', port: 'result' }, to: { node: 'join', port: 'inputs' } },
    { id: 'e5', from: { node: 'join', port: 'value' }, to: { node: 'repeat', port: 'input' } },
    { id: 'e6', from: { node: 'repeat', port: 'body' }, to: { node: 'turn', port: 'input' } },
    { id: 'e7', from: { node: 'turn', port: 'result' }, to: { node: 'repeat', port: 'back' } },
    { id: 'e8', from: { node: 'repeat', port: 'done' }, to: { node: 'result', port: 'value' } },
  ],
};

describe('a backend killed with SIGKILL', () => {
  it.each(['before', 'after'] as const)(
    'at every append (%s it is durable) finishes the run after a restart, each effect once',
    async (moment) => {
      let at = 1;
      for (let isOver = false; !isOver; at += 1) isOver = (await killOnce(moment, at)).hasSurvived;
      // Fewer appends than this would mean that the boundaries were not there to be hit.
      expect(at).toBeGreaterThan(10);
    },
    300_000,
  );
});

async function killOnce(moment: 'before' | 'after', at: number): Promise<{ hasSurvived: boolean }> {
  const folder = await mkdtemp(join(tmpdir(), 'codexos-kill-'));
  try {
    const first = await start(folder, [moment, String(at)]);
    const runId = await startRun(first.port);
    const hasSurvived = await Promise.race([
      first.exited.then(() => false),
      endOf(first.port, runId).then(() => true),
    ]);
    const before = hasSurvived ? [] : linesOf(folder, 'calls');
    if (hasSurvived) await first.stop();
    const second = await start(folder, []);
    // A kill before the run was stored is a run that was never acknowledged.
    const run = runId === undefined ? await onlyRun(second.port) : runId;
    if (run !== undefined) {
      const events = await endOf(second.port, run);
      check(events, folder, before);
    }
    await second.stop();
    return { hasSurvived };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function check(events: RunEvent[], folder: string, callsBeforeKill: string[]): void {
  expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1));
  expect(events.at(-1)).toMatchObject({ type: 'run-end', status: 'completed' });
  const effects = linesOf(folder, 'effects');
  expect(new Set(effects).size).toBe(effects.length);
  expect(effects).toHaveLength(4);
  // After its end was recorded a node was never started again.
  const ended = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'node-end') ended.set(event.activationId, event.seq);
    if (event.type === 'node-start') expect(ended.has(event.activationId)).toBe(false);
  }
  // A call whose result was recorded was never made again.
  const calls = linesOf(folder, 'calls');
  const recorded = new Set(
    events.flatMap((event) => (event.type === 'tool-result' ? [`${event.activationId}.${event.call}`] : [])),
  );
  expect(recorded.size).toBe(4);
  for (const key of new Set(calls)) {
    const repeats = calls.filter((call) => call === key).length - 1;
    expect(repeats).toBeLessThanOrEqual(callsBeforeKill.includes(key) ? 1 : 0);
  }
}

interface Backend {
  port: number;
  exited: Promise<void>;
  stop(): Promise<void>;
}

async function start(folder: string, args: string[]): Promise<Backend> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', entry, join(folder, 'data'), folder, ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(data.toString()));
    child.once('exit', (code) =>
      reject(new Error(`The backend ended with ${code ?? 'a signal'} before it listened.`)),
    );
  });
  const { port } = JSON.parse(await line) as { port: number };
  return {
    port,
    exited,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function call(port: number, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${START_TOKEN}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
}

/** Undefined when the backend died before it could answer. */
async function startRun(port: number): Promise<string | undefined> {
  try {
    const { id } = (await call(port, 'POST', '/api/v1/flows', { flow })) as { id: string };
    const run = (await call(port, 'POST', `/api/v1/flows/${id}/runs`, { input: { text: 'go' } })) as {
      id: string;
    };
    return run.id;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function onlyRun(port: number): Promise<string | undefined> {
  const { items } = (await call(port, 'GET', '/api/v1/runs')) as { items: { id: string }[] };
  return items[0]?.id;
}

/** Events of a run once it has ended; never resolves when the backend dies meanwhile. */
async function endOf(port: number, runId: string | undefined): Promise<RunEvent[]> {
  for (;;) {
    try {
      const { items } = (await call(port, 'GET', `/api/v1/runs/${runId ?? ''}/events`)) as {
        items: RunEvent[];
      };
      if (items.at(-1)?.type === 'run-end') return items;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return new Promise(() => undefined);
    }
  }
}

function linesOf(folder: string, name: string): string[] {
  const path = join(folder, name);
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}
