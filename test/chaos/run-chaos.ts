/**
 * Kills and freezes processes that work on runs, at random and repeatably, until it has done so often enough; then lets
 * the runs end and looks at what the stores and the witness say.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createId } from '@codexos/utils/ids';
import { openDatabase } from '../../packages/application/src/db/database.ts';
import type { ChaosOrder } from './chaos-process.ts';
import { examine, type ChaosFindings, type Freeze } from './examine.ts';

export interface ChaosOptions {
  runCount: number;
  nodeCount: number;
  kills: number;
  /** Times that a worker is stopped for longer than a lease holds, and then goes on. */
  freezes?: number;
  seed: number;
  /** Both for several processes; neither for one on SQLite. */
  databaseUrl?: string;
  redisUrl?: string;
  workerCount?: number;
  /** Done in the middle, such as restarting a store. */
  outages?: (() => Promise<void>)[];
  effectMs?: number;
  onProgress?: (line: string) => void;
}

export interface ChaosResult extends ChaosFindings {
  runs: number;
  kills: number;
}

/** Longer than a lease, which is 5 s. */
const FREEZE_MS = 6_500;
/** After the last kill every run has to end within this time. */
const PATIENCE_MS = 120_000;
const BETWEEN_KILLS_MS = { least: 100, most: 1_200 };
const CONCURRENCY = 10;

/** Effects that take long enough for runs to be under way until the last kill. */
function effectMsFor({ kills, freezes = 0, runCount, nodeCount, workerCount = 0 }: ChaosOptions): number {
  const lifeMs = (kills + freezes) * ((BETWEEN_KILLS_MS.least + BETWEEN_KILLS_MS.most) / 2);
  return Math.ceil((lifeMs * CONCURRENCY * (workerCount + 1)) / (runCount * (nodeCount - 2)));
}

interface Subject {
  role: ChaosOrder['role'];
  child: ChildProcess;
  isFrozen: boolean;
}

export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { runCount, nodeCount, seed, databaseUrl, redisUrl, onProgress = () => undefined } = options;
  const folder = mkdtempSync(join(tmpdir(), 'codexos-chaos-'));
  const order: Omit<ChaosOrder, 'role'> = {
    dataFolder: join(folder, 'data'),
    ...{ databaseUrl, redisUrl, nodeCount },
    witnessFolder: join(folder, 'witness'),
    runIds: Array.from({ length: runCount }, () => createId<string>()),
    concurrency: CONCURRENCY,
    effectMs: options.effectMs ?? effectMsFor(options),
  };
  mkdirSync(order.witnessFolder, { recursive: true });
  const random = createRandom(seed);
  const pick = (least: number, most: number): number => least + random() * (most - least);
  const start = (role: ChaosOrder['role']): Promise<Subject> =>
    launch({ ...order, role }, join(folder, 'cache'));

  const roles: ChaosOrder['role'][] = [
    'server',
    ...Array.from({ length: options.workerCount ?? 0 }, () => 'worker' as const),
  ];
  const subjects: Subject[] = [];
  for (const role of roles) subjects.push(await start(role));
  const freezes: Freeze[] = [];
  const thaws: Promise<void>[] = [];
  const actions = [
    ...Array.from({ length: options.kills }, () => 'kill' as const),
    ...Array.from({ length: options.freezes ?? 0 }, () => 'freeze' as const),
    ...(options.outages ?? []),
  ];
  try {
    for (const action of shuffle(actions, random)) {
      await sleep(pick(BETWEEN_KILLS_MS.least, BETWEEN_KILLS_MS.most));
      if (typeof action === 'function') {
        onProgress('a store is restarted');
        await action();
        continue;
      }
      const awake = subjects.filter(({ isFrozen }) => !isFrozen);
      const subject = awake[Math.floor(random() * awake.length)];
      if (!subject) continue;
      onProgress(`${action} ${subject.role} ${subject.child.pid}`);
      if (action === 'freeze') thaws.push(freeze(subject, freezes));
      else {
        await kill(subject);
        subjects[subjects.indexOf(subject)] = await start(subject.role);
      }
    }
    await Promise.all(thaws);
    await waitForEnds(order, onProgress);
  } finally {
    await Promise.all(thaws);
    for (const subject of subjects) await kill(subject);
  }
  const findings = await examine(order, freezes);
  rmSync(folder, { recursive: true, force: true });
  return { runs: runCount, kills: options.kills, ...findings };
}

async function launch(order: ChaosOrder, cache: string): Promise<Subject> {
  const child = fork(join(import.meta.dirname, 'chaos-process.ts'), [JSON.stringify(order)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Compiled code at hand halves the time of a start.
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const isReady = once(child, 'message');
  const hasEnded = once(child, 'exit').then(([code]) => {
    throw new Error(`A process of the chaos test ended by itself with ${String(code)} before it was ready.`);
  });
  hasEnded.catch(() => undefined);
  await Promise.race([isReady, hasEnded]);
  return { role: order.role, child, isFrozen: false };
}

async function kill({ child }: Subject): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function freeze(subject: Subject, freezes: Freeze[]): Promise<void> {
  const { child } = subject;
  subject.isFrozen = true;
  child.kill('SIGSTOP');
  await sleep(FREEZE_MS);
  freezes.push({ pid: child.pid ?? 0, thawedAt: Date.now() });
  child.kill('SIGCONT');
  subject.isFrozen = false;
}

/** Until every run has ended or patience has; what has not ended by then is stuck. */
async function waitForEnds(
  { dataFolder, databaseUrl, runIds }: Omit<ChaosOrder, 'role'>,
  onProgress: (line: string) => void,
): Promise<void> {
  const database = await openDatabase({ dataFolder, url: databaseUrl });
  try {
    const deadline = Date.now() + PATIENCE_MS;
    for (let left = runIds.length; left > 0 && Date.now() < deadline;) {
      const ended = await database.query
        .selectFrom('runs')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('ended_at', 'is not', null)
        .executeTakeFirstOrThrow();
      left = runIds.length - Number(ended.count);
      onProgress(`${left} runs to go`);
      if (left > 0) await sleep(250);
    }
  } finally {
    await database.close();
  }
}

/** Mulberry32: small, and the same numbers for the same seed everywhere. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffle<TItem>(items: readonly TItem[], random: () => number): TItem[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}
