/** Which run is begun next, and how many are worked on at a time. The rows are the truth: a queue only says when. */
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { RunSummary } from '@codexos/protocol/contracts/runs.contract';

export interface QueuedRun {
  id: string;
  workspaceId: WorkspaceId;
  trigger: RunSummary['trigger'];
  /** Of its journal: a run whose worker died is queued again under its next epoch. */
  epoch: number;
}

export interface RunQueue {
  /** Asks for work on a run; one that waits here already is not asked for twice. */
  offer(run: QueuedRun): Promise<void>;
  /**
   * Begins to hand out runs. `work` never rejects; it resolves when it is done with a run for now, with false when it
   * did not take it.
   */
  start(work: (run: Pick<QueuedRun, 'id' | 'workspaceId'>) => Promise<boolean>): void;
  /** Hands out nothing more. What waits is asked for again at the next start. */
  close(): Promise<void>;
}

/** Runs that somebody waits for come before those that a clock or another system started. */
export function isUrgent({ trigger }: Pick<QueuedRun, 'trigger'>): boolean {
  return !LATER_TRIGGERS.has(trigger);
}

const LATER_TRIGGERS: ReadonlySet<string> = new Set([
  'governance',
  'schedule',
  'webhook',
  'source',
  'evaluation',
]);

export interface QueueLimits {
  /** Runs that this process works on at a time. */
  concurrency: number;
  /** Runs of one workspace that are worked on at a time; no limit when absent. */
  perWorkspace?: number | undefined;
}

interface Line {
  urgent: QueuedRun[];
  later: QueuedRun[];
  runningCount: number;
}

/** The queue of a process that works alone. Workspaces take turns; within one, first come, first served. */
export function createLocalRunQueue({ concurrency, perWorkspace = Infinity }: QueueLimits): RunQueue {
  const lines = new Map<WorkspaceId, Line>();
  const known = new Set<string>();
  let work: Parameters<RunQueue['start']>[0] | undefined;
  let runningCount = 0;
  let isClosed = false;

  const lineOf = (workspaceId: WorkspaceId): Line => {
    const line = lines.get(workspaceId) ?? { urgent: [], later: [], runningCount: 0 };
    lines.set(workspaceId, line);
    return line;
  };

  /** The next run of the first workspace in turn, which then goes to the end of the turn. */
  const takeNext = (kind: 'urgent' | 'later'): QueuedRun | undefined => {
    for (const [workspaceId, line] of lines) {
      if (line.runningCount >= perWorkspace) continue;
      const run = line[kind].shift();
      if (!run) continue;
      lines.delete(workspaceId);
      lines.set(workspaceId, line);
      return run;
    }
    return undefined;
  };

  const handOut = (): void => {
    while (work && !isClosed && runningCount < concurrency) {
      const run = takeNext('urgent') ?? takeNext('later');
      if (!run) return;
      const line = lineOf(run.workspaceId);
      runningCount += 1;
      line.runningCount += 1;
      known.delete(run.id);
      void work(run).finally(() => {
        runningCount -= 1;
        line.runningCount -= 1;
        if (line.runningCount === 0 && line.urgent.length + line.later.length === 0)
          lines.delete(run.workspaceId);
        handOut();
      });
    }
  };

  return {
    async offer(run) {
      if (known.has(run.id)) return;
      known.add(run.id);
      lineOf(run.workspaceId)[isUrgent(run) ? 'urgent' : 'later'].push(run);
      handOut();
    },
    start(handler) {
      work = handler;
      handOut();
    },
    close() {
      isClosed = true;
      return Promise.resolve();
    },
  };
}
