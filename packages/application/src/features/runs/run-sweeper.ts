/**
 * Finds runs that could go on and that nobody works on: their process died, was stopped, or never told the queue. On
 * a database of its own a process looks once, when it starts; where several share one, each looks all the time.
 */
import type { Logger } from '@codexos/utils/logging';
import type { RunAlarm } from './run-alarm.ts';
import type { createChildRuns } from './child-runs.ts';
import type { RunRecord, RunStore } from './run-store.ts';

const SWEEP_MS = 1_000;
/** Runs that are asked for together; what remains comes at the next look. */
const AT_ONCE = 200;
/** A run that was just created is on its way to the queue. */
const YOUNG_MS = 2_000;

export interface RunSweeperOptions {
  store: RunStore;
  children: ReturnType<typeof createChildRuns>;
  alarm: RunAlarm;
  isActive: (runId: string) => boolean;
  offer: (run: RunRecord) => Promise<void>;
  clock: () => number;
  logger: Logger;
  /** Whether other processes may leave something behind while this one lives. */
  isShared: boolean;
}

export function createRunSweeper(options: RunSweeperOptions) {
  const { store, children, alarm, isActive, offer, clock, logger } = options;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;
  let isClosed = false;

  const sweep = async ({ youngMs, limit }: { youngMs: number; limit: number }): Promise<void> => {
    const now = clock();
    for (const run of await store.listAbandoned({ now, limit })) {
      if (isActive(run.id) || (run.status === 'queued' && run.createdAt > now - youngMs)) continue;
      if (await children.isWanted(run)) await offer(run);
    }
    for (const run of await store.listPausedCallers())
      if (!isActive(run.id) && (await children.canGoOn(run))) await offer(run);
    await alarm.look();
  };

  const sweepAgain = (): void => {
    if (isClosed) return;
    sweeping = sweep({ youngMs: YOUNG_MS, limit: AT_ONCE })
      .catch((error: unknown) => logger.warn({ err: error }, 'Runs without a worker could not be looked up'))
      .finally(() => {
        timer = setTimeout(sweepAgain, SWEEP_MS);
        timer.unref();
      });
  };

  return {
    /** Asks for everything that an earlier process left, and goes on looking where there are others. */
    async start(): Promise<void> {
      await sweep({ youngMs: 0, limit: Number.MAX_SAFE_INTEGER });
      if (options.isShared) timer = setTimeout(sweepAgain, SWEEP_MS);
    },
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      await sweeping;
    },
  };
}
