/** Kills the application at every place where it can be killed, and looks at what the next process makes of it. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresDatabase, startScriptedModelServer } from '@codexos/application/testing';
import type { RunEvent } from '@codexos/protocol/run-event';
import { createId } from '@codexos/utils/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KillOrder, KillReport } from './kill-worker.ts';
import { modelAnswer, type ScenarioName } from './kill-scenarios.ts';

const worker = new URL('kill-worker.ts', import.meta.url).pathname;
export interface KillCase {
  scenario: ScenarioName;
  moment: 'before' | 'after';
  kind: 'sqlite' | 'postgres';
  /** Fewer appends than this would mean that the boundaries were not there to be hit. */
  boundaryCount: number;
}

/** Kills a process at every append of each case, and takes the runs up again. */
export function describeKills(cases: readonly KillCase[]): void {
  let cache: string;

  // Each process loads the whole application: with its compiled code at hand it starts in half the time.
  beforeAll(async () => {
    cache = process.env.NODE_COMPILE_CACHE ?? (await mkdtemp(join(tmpdir(), 'codexos-kill-cache-')));
  });
  afterAll(async () => {
    if (process.env.NODE_COMPILE_CACHE === undefined) await rm(cache, { recursive: true, force: true });
  });

  describe('a process killed with SIGKILL', () => {
    it.each(cases)(
      'at every append of “$scenario” ($moment it is durable, on $kind) finishes the run after a restart',
      async ({ scenario, moment, kind, boundaryCount }) => {
        await using world = await createWorld(scenario, { kind, cache });
        let previous: string | undefined;
        let at = 0;
        for (let isOver = false; !isOver;) {
          at += 1;
          const runId = createId<string>();
          const reports = await world.run({ previous, next: { runId, moment, at } });
          if (previous !== undefined) check(scenario, finishedIn(reports), world.witnessFolder);
          isOver = reports.some(({ type }) => type === 'survived');
          previous = runId;
        }
        check(scenario, finishedIn(await world.run({ previous })), world.witnessFolder);
        expect(at).toBeGreaterThan(boundaryCount);
      },
      300_000,
    );
  });
}

interface World extends AsyncDisposable {
  witnessFolder: string;
  /** Lets a process work to its end, or to its death. */
  run(order: Pick<KillOrder, 'previous' | 'next'>): Promise<KillReport[]>;
}

async function createWorld(
  scenario: ScenarioName,
  { kind, cache }: { kind: KillCase['kind']; cache: string },
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'codexos-kill-'));
  const postgres = kind === 'postgres' ? await createPostgresDatabase() : undefined;
  const model = await startScriptedModelServer(({ body: { messages, tools = [] } }) =>
    modelAnswer(
      messages,
      tools.map((tool) => tool.function?.name ?? ''),
    ),
  );
  const shared = {
    dataFolder: join(folder, 'data'),
    databaseUrl: postgres?.url,
    witnessFolder: folder,
    modelUrl: `${model.url}/v1`,
    scenario,
  };
  return {
    witnessFolder: folder,
    run: (order) => runWorker({ ...shared, ...order }, cache),
    async [Symbol.asyncDispose]() {
      await model[Symbol.asyncDispose]();
      await postgres?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function runWorker(order: KillOrder, cache: string): Promise<KillReport[]> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', worker, JSON.stringify(order)],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_COMPILE_CACHE: cache } },
  );
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...end) => resolve(end)),
  );
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The worker ended with ${code ?? signal ?? ''}.`);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as KillReport);
}

function finishedIn(reports: readonly KillReport[]): RunEvent[][] {
  const finished = reports.find((report) => report.type === 'finished');
  if (finished?.type !== 'finished') throw new Error('The run was not taken up again.');
  return finished.runs;
}

function check(scenario: ScenarioName, runs: RunEvent[][], folder: string): void {
  for (const events of runs) checkRun(events);
  const [events = [], ...children] = runs;
  const runId = events[0]?.runId ?? '';
  const effects = linesOf(folder, 'effects', runId);
  expect(new Set(effects).size).toBe(effects.length);
  expect(effects).toHaveLength(scenario === 'effects' ? 4 : 2);
  // Only the call that the kill cut off was made again.
  const calls = linesOf(folder, 'calls', runId);
  const repeated = new Set(calls.filter((call, index) => calls.indexOf(call) !== index));
  expect(repeated.size).toBeLessThanOrEqual(2);
  for (const key of repeated) expect(calls.filter((call) => call === key)).toHaveLength(2);
  if (scenario === 'effects') return;
  expect(children).toHaveLength(1);
  for (const child of children) checkPost(child, folder);
}

function checkRun(events: readonly RunEvent[]): void {
  expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1));
  expect(events.at(-1)).toMatchObject({ type: 'run-end', status: 'completed' });
  // After its end was recorded a node was never started again, and no call has two results.
  const ended = new Set<string>();
  const results = new Set<string>();
  for (const event of events) {
    if (event.type === 'node-end') ended.add(event.activationId);
    if (event.type === 'node-start') expect(ended.has(event.activationId)).toBe(false);
    if (event.type !== 'tool-result' && event.type !== 'model-call' && event.type !== 'child-run-end')
      continue;
    const key = `${event.activationId}.${event.call ?? ''}`;
    expect(results.has(key)).toBe(false);
    results.add(key);
  }
}

/** What must not happen twice happened once; where nobody knows, a person was asked and it was not done again. */
function checkPost(events: readonly RunEvent[], folder: string): void {
  const posts = linesOf(folder, 'posts', events[0]?.runId ?? '');
  const isAnswered = events.some(({ type }) => type === 'node-answer');
  expect(posts.length).toBeLessThanOrEqual(1);
  if (!isAnswered) expect(posts).toHaveLength(1);
  expect(events.filter(({ type }) => type === 'tool-call')).toHaveLength(1);
}

/** Lines of a witness file about one run. */
function linesOf(folder: string, name: string, runId: string): string[] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(runId));
}
