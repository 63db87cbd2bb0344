/** Goes on with paused runs when their time has come. The times stand in the rows, so that a restart loses none. */
import type { Logger } from '@codexos/utils/logging';
import type { RunRecord, RunStore } from './run-store.ts';

/** Timers of the platform count no further than 24 days, so the rows are looked at once an hour in any case. */
const LONGEST_SLEEP_MS = 3_600_000;

export interface RunAlarmOptions {
  store: Pick<RunStore, 'nextWake' | 'listDue'>;
  logger: Logger;
  /** Epoch ms. */
  clock: () => number;
  wake: (run: RunRecord) => void;
}

export interface RunAlarm {
  /** Looks for runs that are due, and sleeps until the next one is. To be called at the start, and at each new pause. */
  look(): Promise<void>;
  close(): void;
}

export function createRunAlarm({ store, logger, clock, wake }: RunAlarmOptions): RunAlarm {
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const sleepUntil = (at: number): void => {
    clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(() => void look(), Math.min(Math.max(0, at - clock()), LONGEST_SLEEP_MS));
    timer.unref();
  };

  const look = async (): Promise<void> => {
    try {
      for (const run of await store.listDue(clock())) wake(run);
      const next = await store.nextWake();
      if (next !== undefined) sleepUntil(Math.max(next, clock() + LOOK_AGAIN_MS));
    } catch (error) {
      logger.warn({ err: error }, 'Runs that wait for a time could not be looked up');
      sleepUntil(clock() + LOOK_AGAIN_AFTER_FAILURE_MS);
    }
  };

  return {
    look,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** A run that was just woken stands in its row as paused until the queue has come to it. */
const LOOK_AGAIN_MS = 200;
const LOOK_AGAIN_AFTER_FAILURE_MS = 5_000;
