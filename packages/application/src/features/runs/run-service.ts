/** Starts, follows, cancels and resumes runs. What happens inside a run is the engine's; what is kept is the journal's. */
import type { Journal, PlanEdit } from '@codexos/agent-engine';
import type { RunResult, RunSummary } from '@codexos/protocol/contracts/runs.contract';
import type { ActivationId, RunId, WorkspaceId } from '@codexos/protocol/ids';
import type { JsonValue } from '@codexos/protocol/json';
import type { Plan } from '@codexos/protocol/plan';
import { createId } from '@codexos/utils/ids';
import type { Logger } from '@codexos/utils/logging';
import type { Bus } from '../../cluster/bus.ts';
import type { FlowCompiler } from '../flows/flow-compiler.ts';
import { createRunJoiner } from './join-run.ts';
import { planOf } from './plan-of.ts';
import { createRunAlarm } from './run-alarm.ts';
import type { RunBinder } from './run-binder.ts';
import { createRunCommands } from './run-commands.ts';
import { createRunExecutor, notActive, type ActiveRun, type RunTopics } from './run-executor.ts';
import type { RunLeases } from './run-leases.ts';
import type { RunQueue } from './run-queue.ts';
import { toRunResult } from './run-result.ts';
import type { NewRun, RunKey, RunRecord, RunStore } from './run-store.ts';
import { createRunSweeper } from './run-sweeper.ts';
import { createRestWatch } from './rest-watch.ts';

export interface RunServiceOptions {
  store: RunStore;
  journal: Journal;
  compiler: FlowCompiler;
  binder: RunBinder;
  bus: Bus;
  queue: RunQueue;
  /** Makes the leases; `onLost` is told of runs that went to another process. */
  leases: (onLost: (runId: string) => void) => RunLeases;
  /** Whether other processes work on runs of the same database. */
  isShared: boolean;
  /** False in a process that leaves runs to others. */
  isWorking: boolean;
  logger: Logger;
  clock: () => number;
  topics: RunTopics;
  /** Called before a run is marked as paused. */
  onPause?: (run: RunRecord) => Promise<void>;
  /** Called once when a run has ended and its row says so. */
  onEnd: (run: RunRecord) => Promise<void>;
  /** Called after that. */
  onSettled?: (run: RunRecord) => void;
}

export type RunService = ReturnType<typeof createRunService>;

export function createRunService(options: RunServiceOptions) {
  const { store, journal, compiler, binder, bus, queue, logger, clock, topics } = options;
  const active = new Map<string, ActiveRun>();
  const leases = options.leases((runId) => executor.abandon(runId));
  const commands = createRunCommands({
    bus,
    find: (runId) => {
      const run = active.get(runId);
      return run && { control: run.control, live: () => liveOf(run) };
    },
  });
  const offer = (run: RunRecord): Promise<void> => queue.offer(run);
  const alarm = createRunAlarm({ store, logger, clock, wake: (run) => void offer(run).catch(logOffer) });
  const logOffer = (error: unknown): void =>
    logger.warn({ err: error }, 'The queue could not be told of a run; it is found again by itself');
  const executor = createRunExecutor({
    ...{ store, journal, compiler, binder, leases, commands, logger, clock, topics, active, offer },
    isWorking: options.isWorking,
    onPause: async (run) => options.onPause?.(run),
    onSleep: () => void alarm.look(),
    onEnd: options.onEnd,
    onSettled: options.onSettled ?? (() => undefined),
  });
  const { execute, deliver, children } = executor;
  const sweeper = createRunSweeper({
    ...{ store, children, alarm, offer, clock, logger },
    isActive: (runId) => active.has(runId),
    isShared: options.isShared,
  });
  const restOf = createRestWatch({ store, topics, active, isShared: options.isShared });

  const work = async ({ id, workspaceId }: { id: string; workspaceId: WorkspaceId }): Promise<boolean> => {
    try {
      if (executor.isClosing()) return false;
      const run = await store.get({ workspaceId, runId: id });
      if (run.endedAt !== undefined || !(await leases.enter(id, workspaceId))) return false;
      await execute(run).finished;
      return true;
    } catch (error) {
      logger.warn({ err: error, runId: id }, 'A run could not be taken from the queue');
      return false;
    }
  };

  if (options.isWorking) queue.start(work);

  return {
    activeCount: (): number => active.size,

    /** Checks flow and input, then starts. Throws FLOW_INVALID or RUN_INPUT_INVALID before anything is stored. */
    async start(request: Omit<NewRun, 'runId'> & { runId?: RunId | undefined }): Promise<RunSummary> {
      const graph = await compiler.compile(request.workspaceId, request.flow, request.flowId);
      compiler.checkInput(graph, request.input);
      await binder.check(request.workspaceId, request.flow, request.source);
      const runId = request.runId ?? createId<RunId>();
      const summary = await store.create({ ...request, runId });
      const { workspaceId, trigger } = request;
      // The row is the order; a queue that is away hears of it later.
      await queue.offer({ id: runId, workspaceId, trigger, epoch: 0 }).catch(logOffer);
      return summary;
    },

    /** Waits until a run ends or pauses, at most `waitMs`; a run that goes on is described as it stands. */
    async waitForResult(key: RunKey, waitMs: number): Promise<RunResult> {
      await restOf(key, AbortSignal.timeout(waitMs));
      return toRunResult(await store.get(key));
    },

    /** Runs a stored run here and waits for it; used for child runs, which resume under the same id. */
    async runToEnd(
      key: { workspaceId: WorkspaceId; runId: string },
      signal: AbortSignal,
    ): Promise<RunRecord> {
      const before = await store.get(key);
      if (before.endedAt !== undefined) return before;
      // It waits for a person, and its caller is woken when it ends.
      if (before.status === 'paused' && !active.has(before.id)) return before;
      const entry = execute(before);
      const stop = (): void =>
        executor.isClosing() ? entry.control.suspend() : entry.control.cancel('parent');
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      await entry.finished;
      signal.removeEventListener('abort', stop);
      // Where another process has it, that one is waited for.
      if (options.isShared && !signal.aborted) await restOf(key, signal);
      return store.get(key);
    },

    /** Everything after `afterSeq`, the text so far, then what comes: nothing twice and nothing skipped. */
    join: createRunJoiner({
      ...{ store, journal, topics, bus, logger },
      async liveTextOf(runId) {
        const running = active.get(runId);
        if (running) return liveOf(running);
        const holder = await leases.holderOf(runId);
        return holder === undefined ? [] : commands.live(holder, runId);
      },
    }),

    /** Asks a run to stop. Throws RUN_NOT_ACTIVE when it has ended. */
    async cancel(key: RunKey, by: string): Promise<void> {
      await deliver(key, { type: 'cancel', by });
    },

    /**
     * Answers a paused activation; the run goes on. Throws RUN_NOT_ACTIVE when nothing waits for an answer there, and
     * CONFLICT when it is a run that it called which waits.
     */
    async answer(
      key: RunKey,
      { activationId, answer, by }: { activationId: string; answer: JsonValue; by: string },
    ): Promise<void> {
      const run = await store.get(key);
      if (run.status !== 'paused' && run.status !== 'running') throw notActive(run);
      await deliver(key, { type: 'answer', activationId: activationId as ActivationId, answer, by });
    },

    /**
     * Changes what is still to come in the plan of an agent, and gives the plan as it is then. Throws RUN_NOT_ACTIVE
     * when no agent is at work there, CONFLICT when the plan is no longer the one that was edited, PLAN_INVALID.
     */
    async editPlan(
      key: RunKey,
      { activationId, ...edit }: PlanEdit & { activationId: string },
    ): Promise<Plan> {
      await deliver(key, { type: 'edit-plan', activationId: activationId as ActivationId, edit });
      return planOf(await journal.read(key.runId as RunId, 0), activationId);
    },

    /** Takes up runs that a process left unfinished, and goes on looking where there are others. */
    async resumeAll(): Promise<void> {
      if (options.isWorking) await sweeper.start();
    },

    /** Asks for work on a run at once. Throws RUN_NOT_ACTIVE for one that does not wait for a place. */
    async wake(key: RunKey): Promise<void> {
      const run = await store.get(key);
      if (run.status !== 'queued' && run.status !== 'running') throw notActive(run);
      await queue.offer(run);
    },

    /** Stops work without ending any run: each goes on at the next start, or at once in another process. */
    async close(): Promise<void> {
      alarm.close();
      await sweeper.close();
      // The queue waits for what it has handed out, which stops now.
      await Promise.all([queue.close(), executor.close()]);
      commands.close();
      leases.close();
    },
  };
}

/** What waits to be sent goes out first, so that it is not in the snapshot and sent once more. */
function liveOf({ live }: ActiveRun): ReturnType<ActiveRun['live']['snapshot']> {
  live.flush();
  return live.snapshot();
}
