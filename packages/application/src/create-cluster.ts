/** How this process stands to others: alone on its SQLite file, or one of many on Postgres and Redis. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Logger } from '@codexos/utils/logging';
import { createLoneBus, type Bus } from './cluster/bus.ts';
import { createSharedDuty, createSoleDuty, type Duty, type DutyOptions } from './cluster/duties.ts';
import { createWorkers, type Workers } from './cluster/workers.ts';
import type { Database } from './db/database.ts';
import { createQueueStore, type QueueStore } from './features/queue/queue-store.ts';
import { createRunLeases, createSoleLeases, type RunLeases } from './features/runs/run-leases.ts';
import { createLocalRunQueue, type RunQueue } from './features/runs/run-queue.ts';

/** Runs that one process works on at a time, unless it is said otherwise: most of their time they wait for models. */
export const DEFAULT_CONCURRENCY = 64;

export interface ClusterOptions {
  /** Address of a Redis server; the queue is in this process when absent. */
  redisUrl?: string | undefined;
  /** `worker` only works on runs; `server` also does what one process must do for all. */
  role?: 'server' | 'worker' | undefined;
  /** Runs that this process works on at a time; 0 leaves them to workers. */
  concurrency?: number | undefined;
  /** Runs of one workspace that are worked on at a time. */
  workspaceConcurrency?: number | undefined;
}

export interface Cluster {
  processId: string;
  /** Whether other processes may work on the same database. */
  isShared: boolean;
  isWorking: boolean;
  role: 'server' | 'worker';
  limits: { concurrency: number; perWorkspace: number | undefined };
  bus: Bus;
  queue: RunQueue;
  queueStore: QueueStore;
  leases: (onLost: (runId: string) => void) => RunLeases;
  duty: (options: DutyOptions) => Duty;
  workers: (runningCount: () => number) => Workers;
}

interface Surroundings {
  dataFolder: string;
  database: Database;
  clock: () => number;
  logger: Logger;
  version: string;
}

/** Throws REQUEST_INVALID for settings that do not go together, and UNAVAILABLE when Redis does not answer. */
export async function createCluster(
  options: ClusterOptions,
  { dataFolder, database, clock, logger, version }: Surroundings,
): Promise<Cluster> {
  const { redisUrl, role = 'server', concurrency = DEFAULT_CONCURRENCY } = options;
  assertFits(options, database);
  const processId = redisUrl === undefined ? ownName(dataFolder) : createId<string>();
  const isShared = database.kind === 'postgres';
  const limits = { concurrency, perWorkspace: options.workspaceConcurrency };
  const queueStore = createQueueStore(database);
  const lines =
    redisUrl === undefined
      ? { bus: createLoneBus(processId), queue: createLocalRunQueue(limits) }
      : await openLines(redisUrl, { processId, limits, logger, queueStore });
  return {
    ...{ processId, isShared, role, limits, queueStore, ...lines },
    isWorking: concurrency > 0,
    leases: (onLost) =>
      database.kind === 'postgres'
        ? createRunLeases({
            ...{ pool: database.pool, processId, logger, onLost },
            perWorkspace: limits.perWorkspace,
          })
        : createSoleLeases(),
    duty: (duty) =>
      database.kind === 'postgres'
        ? createSharedDuty({ ...duty, pool: database.pool, processId, logger })
        : createSoleDuty(duty),
    workers: (runningCount) =>
      createWorkers({
        ...{ database, runningCount, isShared, clock, logger },
        self: { id: processId, kind: role, version, concurrency, startedAt: clock() },
      }),
  };
}

interface LineOptions extends Pick<Cluster, 'processId' | 'limits' | 'queueStore'> {
  logger: Logger;
}

/** Bus and queue on Redis. Their libraries are loaded only where they are used: they would slow down every start. */
async function openLines(
  url: string,
  { processId, limits, logger, queueStore }: LineOptions,
): Promise<Pick<Cluster, 'bus' | 'queue'>> {
  const { createRedisBus } = await import('./cluster/redis-bus.ts');
  const { createBullRunQueue } = await import('./adapters/bull-run-queue.ts');
  return {
    bus: await createRedisBus({ url, processId, logger }),
    queue: await createBullRunQueue({ ...limits, url, logger, nextOf: queueStore.nextOf }),
  };
}

function assertFits({ redisUrl, role, concurrency }: ClusterOptions, { kind }: Database): void {
  if (kind === 'sqlite' && (redisUrl !== undefined || role === 'worker')) {
    throw new CodexError({
      code: 'REQUEST_INVALID',
      message:
        role === 'worker'
          ? 'A worker needs a database that it can share with the servers.'
          : 'REDIS_URL is set and DATABASE_URL is not: several processes cannot share a SQLite file.',
      hint: 'Set DATABASE_URL to the address of a Postgres server.',
    });
  }
  if (redisUrl === undefined && (role === 'worker' || concurrency === 0)) {
    throw new CodexError({
      code: 'REQUEST_INVALID',
      message:
        role === 'worker'
          ? 'A worker needs the queue that the servers put runs into.'
          : 'Without a queue that others take from, this process has to work on runs itself.',
      hint: 'Set REDIS_URL to the address of a Redis server.',
    });
  }
}

/**
 * Only one process at a time has a data folder to itself. Under the same name at each start it has the leases of the
 * process before it, which is gone, without waiting for their end.
 */
function ownName(dataFolder: string): string {
  const file = join(dataFolder, 'process-name');
  if (!existsSync(file)) writeFileSync(file, createId<string>(), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
