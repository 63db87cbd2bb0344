/** Keeps the history of runs within what its workspace has set, once an hour. */
import {
  retentionPolicySchema,
  type Retention,
  type RetentionPolicy,
} from '@codexos/protocol/contracts/retention.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { Logger } from '@codexos/utils/logging';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { RetentionStore } from './retention-store.ts';

const EVERY_MS = 3_600_000;
const FIRST_AFTER_MS = 60_000;
const DAY_MS = 86_400_000;
const MEGABYTE = 1_000_000;

export type RetentionService = ReturnType<typeof createRetention>;

export interface RetentionOptions {
  store: RetentionStore;
  settings: SettingsStore;
  clock: () => number;
  logger: Logger;
}

export function createRetention({ store, settings, clock, logger }: RetentionOptions) {
  let timer: NodeJS.Timeout | undefined;
  let stop = new AbortController();
  let working: Promise<void> | undefined;

  const policyOf = async (workspaceId: WorkspaceId): Promise<RetentionPolicy> => {
    const text = await settings.get(workspaceId, 'retention');
    return text === undefined ? {} : retentionPolicySchema.parse(JSON.parse(text));
  };

  const prune = async (workspaceId: WorkspaceId, signal: AbortSignal): Promise<number> => {
    const { maxAgeDays, maxMegabytes } = await policyOf(workspaceId);
    if (maxAgeDays === undefined && maxMegabytes === undefined) return 0;
    return store.prune({
      workspaceId,
      before: maxAgeDays === undefined ? undefined : clock() - maxAgeDays * DAY_MS,
      maxSize: maxMegabytes === undefined ? undefined : maxMegabytes * MEGABYTE,
      signal,
    });
  };

  const pruneAll = async (signal: AbortSignal): Promise<void> => {
    for (const workspaceId of await store.workspaces()) {
      const removedCount = await prune(workspaceId, signal);
      if (removedCount > 0) logger.info({ workspaceId, removedCount }, 'Old runs were removed');
    }
    await store.pruneValues(signal);
  };

  const later = (ms: number): void => {
    timer = setTimeout(() => {
      const { signal } = stop;
      working = pruneAll(signal)
        .catch((error: unknown) =>
          logger.warn({ err: error }, 'Old runs could not be removed; tried again in an hour'),
        )
        .finally(() => {
          if (!signal.aborted) later(EVERY_MS);
        });
    }, ms);
    timer.unref();
  };

  const get = async (workspaceId: WorkspaceId): Promise<Retention> => {
    const [policy, { oldestAt, ...size }] = await Promise.all([
      policyOf(workspaceId),
      store.sizeOf(workspaceId),
    ]);
    return { policy, ...size, ...(oldestAt === undefined ? {} : { oldestAt }) };
  };

  return {
    get,

    async set(workspaceId: WorkspaceId, policy: RetentionPolicy): Promise<Retention> {
      await settings.set(workspaceId, 'retention', JSON.stringify(policy));
      return get(workspaceId);
    },

    /** What is due now, and the values that nobody has any more. Gives the count of removed runs. */
    async pruneNow(workspaceId: WorkspaceId, signal: AbortSignal): Promise<number> {
      const removedCount = await prune(workspaceId, signal);
      await store.pruneValues(signal);
      return removedCount;
    },

    start(): void {
      stop = new AbortController();
      later(FIRST_AFTER_MS);
    },

    /** Stops between two batches. */
    async close(): Promise<void> {
      clearTimeout(timer);
      stop.abort();
      await working;
    },
  };
}
