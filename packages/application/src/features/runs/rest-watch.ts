import type { ActiveRun, RunTopics } from './run-executor.ts';
import type { RunKey, RunStore } from './run-store.ts';

/** Where messages between processes can be lost, the row is looked at this often. */
const LOOK_MS = 500;

export interface RestWatchOptions {
  store: RunStore;
  topics: Pick<RunTopics, 'runStatus'>;
  active: ReadonlyMap<string, ActiveRun>;
  isShared: boolean;
}

/** Waits until a run has ended or waits for something itself, or until `signal` says that it was long enough. */
export function createRestWatch({ store, topics, active, isShared }: RestWatchOptions) {
  return async (key: RunKey, signal: AbortSignal): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const isAtRest = async (): Promise<boolean> => {
      const { status } = await store.summary(key);
      return status !== 'queued' && status !== 'running' && !active.has(key.runId);
    };
    const look = (): void =>
      void isAtRest().then(
        (isOver) => isOver && resolve(),
        () => resolve(),
      );
    const leave = topics.runStatus.subscribe(key.workspaceId, ({ runId }) => {
      if (runId !== key.runId) return;
      const running = active.get(runId);
      if (running) void running.finished.then(look);
      else look();
    });
    const timer = isShared ? setInterval(look, LOOK_MS) : undefined;
    const onAbort = (): void => resolve();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      if (signal.aborted || (await isAtRest())) return;
      // It may be worked on here already, about to pause without another word.
      void active.get(key.runId)?.finished.then(look);
      await promise;
    } finally {
      leave();
      clearInterval(timer);
      signal.removeEventListener('abort', onAbort);
    }
  };
}
