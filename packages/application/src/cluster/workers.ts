/** The processes that work on runs, each with a heartbeat, so that people see who is there. */
import { hostname } from 'node:os';
import type { Logger } from '@codexos/utils/logging';
import type { Database } from '../db/database.ts';

const BEAT_MS = 2_000;
/** A process that has said nothing for this long is shown as lost. */
export const LOST_AFTER_MS = 8_000;
/** And after this long no more. */
const FORGOTTEN_AFTER_MS = 600_000;

export interface WorkerInfo {
  id: string;
  host: string;
  pid: number;
  /** `server` also serves people; `worker` only works on runs. */
  kind: 'server' | 'worker';
  version: string;
  /** Runs that it works on at a time; 0 where it leaves them to others. */
  concurrency: number;
  runningCount: number;
  startedAt: number;
  seenAt: number;
}

export interface WorkersOptions {
  database: Database;
  self: Pick<WorkerInfo, 'id' | 'kind' | 'version' | 'concurrency' | 'startedAt'>;
  runningCount: () => number;
  isShared: boolean;
  clock: () => number;
  logger: Logger;
}

export type Workers = ReturnType<typeof createWorkers>;

export function createWorkers({ database, self, runningCount, isShared, clock, logger }: WorkersOptions) {
  const { query } = database;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> | undefined;

  const own = (): WorkerInfo => ({
    ...self,
    host: hostname(),
    pid: process.pid,
    runningCount: runningCount(),
    seenAt: clock(),
  });

  const beat = async (): Promise<void> => {
    const { startedAt, seenAt, runningCount: running, ...info } = own();
    const row = { ...info, running_count: running, started_at: startedAt, seen_at: seenAt };
    await query
      .insertInto('workers')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ running_count: running, seen_at: seenAt }),
      )
      .execute();
    await query
      .deleteFrom('workers')
      .where('seen_at', '<', seenAt - FORGOTTEN_AFTER_MS)
      .execute();
  };

  const beatAgain = (): void => {
    beating = beat().catch((error: unknown) =>
      logger.warn({ err: error }, 'The heartbeat of this process could not be stored'),
    );
  };

  return {
    async start(): Promise<void> {
      if (!isShared) return;
      timer = setInterval(beatAgain, BEAT_MS);
      timer.unref();
      beatAgain();
      await beating;
    },
    /** Those that were heard of lately, this one among them. */
    async list(): Promise<WorkerInfo[]> {
      if (!isShared) return [own()];
      const rows = await query.selectFrom('workers').selectAll().orderBy('started_at').execute();
      return rows.map(({ running_count, started_at, seen_at, ...info }) => ({
        ...info,
        kind: info.kind === 'worker' ? 'worker' : 'server',
        runningCount: running_count,
        startedAt: started_at,
        seenAt: seen_at,
      }));
    },
    async close(): Promise<void> {
      clearInterval(timer);
      await beating;
      if (isShared) await query.deleteFrom('workers').where('id', '=', self.id).execute();
    },
  };
}
