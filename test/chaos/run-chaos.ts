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
const MAX_STARTS = 20;
const START_AGAIN_MS = 300;

/** About how long an effect takes: short beside the time between two kills, so that every run gets somewhere. */
const EFFECT_MS = 40;

/** Few enough runs at a time, and effects just so long, that runs are under way until the last kill. */
function paceOf({ kills, freezes = 0, runCount, nodeCount, workerCount = 0 }: ChaosOptions) {
  const lifeMs =
    (kills + freezes) * ((BETWEEN_KILLS_MS.least + BETWEEN_KILLS_MS.most) / 2) * (workerCount + 1);
  const effectCount = runCount * (nodeCount - 2);
  const concurrency = Math.min(20, Math.max(2, Math.round((effectCount * EFFECT_MS) / lifeMs)));
  return { concurrency, effectMs: Math.ceil((lifeMs * concurrency) / effectCount) };
}

interface Subject {
  role: ChaosOrder['role'];
  child: ChildProcess;
  isReady: boolean;
  isFrozen: boolean;
  /** Rejects when the process ended by itself before it was ready. */
  ready: Promise<void>;
}

export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { runCount, nodeCount, seed, databaseUrl, redisUrl, onProgress = () => undefined } = options;
  const folder = mkdtempSync(join(tmpdir(), 'codexos-chaos-'));
  const order: Omit<ChaosOrder, 'role'> = {
    dataFolder: join(folder, 'data'),
    ...{ databaseUrl, redisUrl, nodeCount },
    witnessFolder: join(folder, 'witness'),
    runIds: Array.from({ length: runCount }, () => createId<string>()),
    ...paceOf(options),
  };
  mkdirSync(order.witnessFolder, { recursive: true });
  const random = createRandom(seed);
  const pick = (least: number, most: number): number => least + random() * (most - least);
  const start = (role: ChaosOrder['role']): Subject => launch({ ...order, role }, join(folder, 'cache'));

  const roles: ChaosOrder['role'][] = [
    'server',
    ...Array.from({ length: options.workerCount ?? 0 }, () => 'worker' as const),
  ];
  const subjects: Subject[] = [];
  // The first one brings the schema up to date.
  for (const role of roles) {
    const subject = start(role);
    subjects.push(subject);
    await subject.ready;
  }
  let killCount = 0;
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
      const subject = await pickAwake(subjects, random);
      onProgress(`${action} ${subject.role} ${subject.child.pid}`);
      if (action === 'freeze') thaws.push(freeze(subject, freezes));
      else {
        await kill(subject);
        const next = start(subject.role);
        subjects[subjects.indexOf(subject)] = next;
        // Alone, it is given the time to get somewhere before it is killed again.
        if (subjects.length === 1) await next.ready;
        killCount += 1;
      }
    }
    await Promise.all([...thaws, ...subjects.map(({ ready }) => ready)]);
    await waitForEnds(order, onProgress);
  } finally {
    await Promise.all(thaws);
    for (const subject of subjects) await kill(subject);
  }
  const findings = await examine(order, freezes);
  rmSync(folder, { recursive: true, force: true });
  return { runs: runCount, kills: killCount, ...findings };
}

/** One that is ready and not frozen, as soon as there is one. */
async function pickAwake(subjects: readonly Subject[], random: () => number): Promise<Subject> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const awake = subjects.filter(({ isReady, isFrozen }) => isReady && !isFrozen);
    const subject = awake[Math.floor(random() * awake.length)];
    if (subject) return subject;
    await sleep(20);
  }
  throw new Error('No process of the chaos test became ready.');
}

function launch(order: ChaosOrder, cache: string): Subject {
  const fork = (): ChildProcess => forkProcess(order, cache);
  const subject: Subject = {
    ...{ role: order.role, child: fork(), isReady: false, isFrozen: false },
    ready: Promise.resolve(),
  };
  const becomeReady = async (): Promise<void> => {
    for (let attempt = 0; attempt < MAX_STARTS; attempt++) {
      const { child } = subject;
      const [said] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [])]);
      if (said !== undefined) {
        subject.isReady = true;
        return;
      }
      if (child.signalCode !== null) return;
      // A store was away just then: whoever looks after processes starts it again.
      await sleep(START_AGAIN_MS);
      subject.child = fork();
    }
    throw new Error('A process of the chaos test ended by itself again and again.');
  };
  subject.ready = becomeReady();
  // Whoever waits for it hears of it; one that is killed on purpose is waited for by nobody.
  subject.ready.catch(() => undefined);
  return subject;
}

function forkProcess(order: ChaosOrder, cache: string): ChildProcess {
  return fork(join(import.meta.dirname, 'chaos-process.ts'), [JSON.stringify(order)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Compiled code at hand halves the time of a start.
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
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
