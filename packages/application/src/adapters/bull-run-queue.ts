/**
 * The queue of many processes: BullMQ on Redis. A job says no more than which run to look at, so a job that is lost,
 * comes twice or comes late does no harm.
 */
import { Queue, Worker } from 'bullmq';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { Logger } from '@codexos/utils/logging';
import { openRedis } from '../cluster/redis-bus.ts';
import { isUrgent, type QueueLimits, type QueuedRun, type RunQueue } from '../features/runs/run-queue.ts';

const NAME = 'runs';
const PREFIX = 'codexos';
/** Place of each workspace in its own line, so that the first of every workspace come before the second of any. */
const LINES = `${PREFIX}:lines`;
/** Priorities of BullMQ go to 2^21; those of runs that nobody waits for begin in the middle. */
const LATER = 2 ** 20;

/** A job is only a reminder, so a worker that died is found by its lease; this merely frees its place in the queue. */
const LOCK_MS = 10_000;

export interface BullRunQueueOptions extends QueueLimits {
  url: string;
  logger: Logger;
  /** The run of a workspace that has waited the longest. */
  nextOf: (workspaceId: WorkspaceId) => Promise<QueuedRun | undefined>;
}

interface JobData {
  id: string;
  workspaceId: WorkspaceId;
}

export async function createBullRunQueue(options: BullRunQueueOptions): Promise<RunQueue> {
  const { url, logger, concurrency, perWorkspace, nextOf } = options;
  const connection = await openRedis(url, { enableOfflineQueue: false });
  const queue = new Queue<JobData>(NAME, { connection, prefix: PREFIX });
  queue.on('error', (error) => logger.warn({ err: error }, 'The queue of runs is away'));
  let worker: Worker<JobData> | undefined;
  let isClosed = false;

  const offer = async (run: QueuedRun): Promise<void> => {
    const { id, workspaceId, epoch } = run;
    const place = await connection.hincrby(LINES, workspaceId, 1);
    const priority = Math.min(place, LATER - 1) + (isUrgent(run) ? 0 : LATER);
    await queue.add(
      'wake',
      { id, workspaceId },
      // The same run at the same epoch waits here at most once; BullMQ keeps colons for itself.
      { jobId: `${id}-${epoch}`, priority, removeOnComplete: true, removeOnFail: true },
    );
  };

  const takeFrom = async (workspaceId: WorkspaceId): Promise<void> => {
    // A line that has been served starts again at its beginning.
    if ((await connection.hincrby(LINES, workspaceId, -1)) <= 0) await connection.hdel(LINES, workspaceId);
  };

  return {
    offer,
    start(work) {
      worker = new Worker<JobData>(
        NAME,
        async ({ data }) => {
          await takeFrom(data.workspaceId);
          const isDone = await work(data);
          // Another one of its workspace may have waited for this place.
          if (!isDone || perWorkspace === undefined || isClosed) return;
          const next = await nextOf(data.workspaceId);
          if (next) await offer(next);
        },
        {
          connection: connection.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null }),
          prefix: PREFIX,
          concurrency,
          lockDuration: LOCK_MS,
          stalledInterval: LOCK_MS,
          maxStalledCount: 3,
        },
      );
      worker.on('error', (error) => logger.warn({ err: error }, 'The queue of runs is away'));
    },
    async close() {
      isClosed = true;
      await worker?.close();
      await queue.close();
      connection.disconnect();
    },
  };
}
