/** The queue as people see it: how much waits, why each run waits, and who works. */
import type { Journal } from '@codexos/agent-engine';
import type { Queue, WaitingRun, Worker } from '@codexos/protocol/contracts/queue.contract';
import type { RunSummary } from '@codexos/protocol/contracts/runs.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { LOST_AFTER_MS, type Workers } from '../../cluster/workers.ts';
import type { Cluster } from '../../create-cluster.ts';
import type { RunStore } from '../runs/run-store.ts';
import { explainPause } from './explain-pause.ts';

/** Runs that are listed; the counts say how many there are. */
const SHOWN = 50;
const SHOWN_FAILURES = 20;
const FAILED_WITHIN_MS = 86_400_000;

export interface QueueViewOptions extends Pick<Cluster, 'isShared' | 'limits' | 'queueStore'> {
  workers: Workers;
  runStore: RunStore;
  journal: Journal;
  clock: () => number;
}

export type QueueView = ReturnType<typeof createQueueView>;

export function createQueueView(options: QueueViewOptions) {
  const { isShared, limits, queueStore, runStore, journal, clock } = options;

  const listWorkers = async (): Promise<Worker[]> =>
    (await options.workers.list()).map((worker) => ({
      ...worker,
      isLost: clock() - worker.seenAt > LOST_AFTER_MS,
    }));

  const explain = async (
    run: RunSummary,
    { place, runningCount, workers }: { place: number; runningCount: number; workers: readonly Worker[] },
  ): Promise<WaitingRun> => {
    const living = workers.filter(({ isLost, concurrency }) => !isLost && concurrency > 0);
    const { perWorkspace } = limits;
    if (living.length === 0)
      return {
        run,
        reason: 'no-worker',
        explanation: 'No process works on runs. Start one with: npm run codexos -- worker',
      };
    if (perWorkspace !== undefined && runningCount >= perWorkspace)
      return {
        run,
        reason: 'workspace-limit',
        explanation: `This workspace works on ${perWorkspace} ${perWorkspace === 1 ? 'run' : 'runs'} at a time, and that many are under way.`,
      };
    const places = living.reduce((sum, { concurrency }) => sum + concurrency, 0);
    const { running } = await queueStore.total();
    if (running >= places)
      return {
        run,
        reason: 'place',
        explanation: `All ${places} places are taken. It is number ${place} of this workspace, and workspaces take turns.`,
      };
    return { run, reason: 'next', explanation: 'A place is free: it begins in a moment.' };
  };

  return {
    async describe(workspaceId: WorkspaceId): Promise<Queue> {
      const listOf = async (status: RunSummary['status'], limit: number): Promise<RunSummary[]> =>
        (await runStore.list({ workspaceId, status, limit, cursor: undefined })).items;
      const [workers, queuedCount, runningCount, pausedCount, oldestQueuedAt] = await Promise.all([
        listWorkers(),
        queueStore.count(workspaceId, 'queued'),
        queueStore.count(workspaceId, 'running'),
        queueStore.count(workspaceId, 'paused'),
        queueStore.oldestQueuedAt(workspaceId),
      ]);
      const queued = await queueStore.listQueued(workspaceId, SHOWN);
      const running = await listOf('running', SHOWN);
      const holders = await queueStore.holders(running.map(({ id }) => id));
      const isLost = ({ id }: RunSummary): boolean => {
        const worker = workers.find((candidate) => candidate.id === holders.get(id));
        return isShared && (worker === undefined || worker.isLost);
      };
      const lost = running.filter(isLost).map((run): WaitingRun => ({
        run,
        reason: 'worker-lost',
        explanation: 'The process that worked on it is gone. Another one goes on with it within seconds.',
      }));
      const paused = await listOf('paused', SHOWN);
      const explained = await Promise.all([
        ...queued.map((run, index) => explain(run, { place: index + 1, runningCount, workers })),
        ...paused.map((run) => explainPause(run, journal)),
      ]);
      const failed = (await listOf('failed', SHOWN_FAILURES)).filter(
        ({ endedAt = 0 }) => clock() - endedAt < FAILED_WITHIN_MS,
      );
      return {
        ...{ queuedCount, runningCount, pausedCount, isShared, workers, failed },
        waiting: [...lost, ...explained],
        ...(oldestQueuedAt === undefined ? {} : { oldestQueuedAt }),
        ...(limits.perWorkspace === undefined ? {} : { workspaceLimit: limits.perWorkspace }),
      };
    },
  };
}
