/** Starts, follows, cancels and resumes runs. What happens inside a run is the engine's; what is kept is the journal's. */
import {
  createRunControl,
  runFlow,
  systemClock,
  type CommandReply,
  type Journal,
  type PlanEdit,
  type RunControl,
} from '@codexos/agent-engine';
import type { RunResult, RunSummary } from '@codexos/protocol/contracts/runs.contract';
import type { ActivationId, RunId, WorkspaceId } from '@codexos/protocol/ids';
import type { JsonValue } from '@codexos/protocol/json';
import type { Plan } from '@codexos/protocol/plan';
import type { LiveEvent, RunEvent, RunStatus } from '@codexos/protocol/run-event';
import type { RunJoinReply } from '@codexos/protocol/socket-events';
import { CodexError, errorMessage, toCodexError, toWireError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Logger } from '@codexos/utils/logging';
import type { Topic } from '../../topics.ts';
import type { FlowCompiler } from '../flows/flow-compiler.ts';
import { createChildRuns } from './child-runs.ts';
import { createLiveTextBuffer, type LiveTextBuffer } from './live-text.ts';
import { planOf } from './plan-of.ts';
import { createRunAlarm } from './run-alarm.ts';
import type { RunBinder } from './run-binder.ts';
import { toRunResult } from './run-result.ts';
import type { NewRun, RunKey, RunRecord, RunStore } from './run-store.ts';

export interface RunStatusChange {
  runId: string;
  status: RunStatus;
  flowId?: string;
}

export interface RunServiceOptions {
  store: RunStore;
  journal: Journal;
  compiler: FlowCompiler;
  binder: RunBinder;
  logger: Logger;
  clock: () => number;
  topics: { runEvent: Topic<RunEvent>; runLive: Topic<LiveEvent>; runStatus: Topic<RunStatusChange> };
  /** Called before a run is marked as paused. */
  onPause?: (run: RunRecord) => Promise<void>;
  /** Called once when a run has ended and its row says so. */
  onEnd: (run: RunRecord) => Promise<void>;
  /** Called after that. */
  onSettled?: (run: RunRecord) => void;
}

export interface JoinRunOptions extends RunKey {
  afterSeq: number;
  onEvent: (event: RunEvent) => void;
  onLive: (event: LiveEvent) => void;
}

export type RunService = ReturnType<typeof createRunService>;

interface ActiveRun {
  control: RunControl;
  live: LiveTextBuffer;
  finished: Promise<void>;
}

export function createRunService(options: RunServiceOptions) {
  const { store, journal, compiler, binder, logger, clock, topics, onPause, onEnd, onSettled } = options;
  const active = new Map<string, ActiveRun>();
  let isClosing = false;

  const setStatus = async (run: RunRecord, status: RunStatus, wakeAt?: number): Promise<void> => {
    await store.setStatus({ runId: run.id, status, wakeAt });
    announce(run, status);
  };
  const alarm = createRunAlarm({ store, logger, clock, wake: (run) => execute(run) });
  const announce = (run: RunRecord, status: RunStatus): void => {
    topics.runStatus.publish(run.workspaceId, {
      runId: run.id,
      status,
      ...(run.flowId === undefined ? {} : { flowId: run.flowId }),
    });
  };

  /** Sends a command into a run and waits until it is durable there. Throws what the run refuses it with. */
  const deliver = async (
    key: RunKey,
    send: (control: RunControl, reply: (reply: CommandReply) => void) => void,
  ): Promise<void> => {
    for (let attempt = 0; attempt < MAX_DELIVERIES && !isClosing; attempt++) {
      const run = await store.get(key);
      if (run.endedAt !== undefined) throw notActive(run);
      const { control, finished } = execute(run);
      const { promise, resolve } = Promise.withResolvers<CommandReply>();
      send(control, resolve);
      const reply = await promise;
      if (reply.status === 'refused') throw reply.error;
      if (reply.status === 'taken') return;
      // It came in the moment in which the run stopped: the run is taken up again for it.
      await finished;
    }
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: `Run ${key.runId} could not be reached.`,
      hint: 'Try again in a moment.',
    });
  };

  const children = createChildRuns({
    store,
    journal,
    deliver,
    whenIdle: async (runId) => active.get(runId)?.finished,
  });

  /** Takes the end of a run from its journal into its row, once. */
  const settle = async (run: RunRecord): Promise<boolean> => {
    const end = (await journal.read(run.id, Math.max(0, (await store.lastSeq(run.id)) - 1))).at(-1);
    if (end?.type !== 'run-end') return false;
    // The row is written last: whatever a crash keeps from happening before it happens again at the next start.
    await children.endChildren(run);
    await onEnd({ ...run, outputs: end.outputs, citations: end.citations });
    await store.finish(run.id, {
      status: end.status,
      endedAt: end.at,
      durationMs: end.durationMs,
      usage: end.usage,
      outputs: end.outputs,
      citations: end.citations,
      error: end.error,
    });
    announce(run, end.status);
    onSettled?.(run);
    // The caller may well wait for this very line, so it is not waited for in turn.
    children
      .wakeCaller(run)
      .catch((error: unknown) =>
        logger.warn({ err: error, runId: run.id }, 'The caller of a run could not be told of its end'),
      );
    return true;
  };

  const failToRun = async (run: RunRecord, error: unknown): Promise<void> => {
    const known = toCodexError(error);
    logger.error({ err: known, runId: run.id }, 'A run could not go on');
    const { epoch, events } = await journal.open(run.id);
    if (events.at(-1)?.type !== 'run-end') {
      const durationMs = clock() - (run.startedAt ?? run.createdAt);
      const end = {
        type: 'run-end',
        status: 'failed',
        outputs: {},
        citations: [],
        usage: run.usage,
        durationMs,
        error: toWireError(known),
      } as const;
      for (const event of await journal.append(run.id, epoch, [{ ...end, citations: [] }]))
        topics.runEvent.publish(run.id, event);
    }
    await settle(run);
  };

  const work = async (
    run: RunRecord,
    { control, live }: Pick<ActiveRun, 'control' | 'live'>,
  ): Promise<void> => {
    if (await settle(run)) return;
    await assertProgress(run.id, journal);
    const graph = await compiler.compileRun(run.workspaceId, run.flow);
    await setStatus(run, 'running');
    const options = {
      graph,
      journal,
      runId: run.id,
      input: run.input,
      ...(run.parent
        ? { parent: { runId: run.parent.runId, activationId: run.parent.activationId as ActivationId } }
        : {}),
      bindings: await binder.bind(run),
      control,
      clock: systemClock,
      createId: () => createId<string>(),
      onEvent: (event: RunEvent) => {
        live.flush();
        live.follow(event);
        topics.runEvent.publish(run.id, event);
      },
      onLive: (event: LiveEvent) => live.add(event),
    };
    for (;;) {
      const { status, wakeAt } = await runFlow(options);
      if (status !== 'paused') break;
      if (!control.hasPending()) await children.wakeByEnded(run, control);
      if (control.hasPending()) continue;
      await onPause?.(run);
      await setStatus(run, 'paused', wakeAt);
      if (wakeAt !== undefined) setImmediate(() => void alarm.look());
      return;
    }
    await settle(run);
  };

  /** Works on a run until it ends, pauses or the process stops. A run is never worked on twice at a time. */
  const execute = (run: RunRecord): ActiveRun => {
    const known = active.get(run.id);
    if (known) return known;
    const control = createRunControl();
    const live = createLiveTextBuffer((event) => topics.runLive.publish(run.id, event));
    const finished = work(run, { control, live })
      .catch(async (error: unknown) => {
        // Another process has taken the run, or this one is closing the database under it: the run is not at fault.
        if (isClosing || (CodexError.is(error) && error.code === 'JOURNAL_FENCED'))
          logger.warn({ runId: run.id }, errorMessage(error));
        else await failToRun(run, error);
      })
      .catch((error: unknown) =>
        logger.error({ err: error, runId: run.id }, 'The end of a run could not be stored'),
      )
      .finally(() => {
        active.delete(run.id);
        control.close();
      });
    const entry = { control, live, finished };
    active.set(run.id, entry);
    return entry;
  };

  return {
    activeCount: (): number => active.size,

    /** Checks flow and input, then starts. Throws FLOW_INVALID or RUN_INPUT_INVALID before anything is stored. */
    async start(request: Omit<NewRun, 'runId'> & { runId?: RunId | undefined }): Promise<RunSummary> {
      const graph = await compiler.compile(request.workspaceId, request.flow, request.flowId);
      compiler.checkInput(graph, request.input);
      await binder.check(request.workspaceId, request.flow, request.source);
      const runId = request.runId ?? createId<RunId>();
      const summary = await store.create({ ...request, runId });
      execute(await store.get({ workspaceId: request.workspaceId, runId }));
      return summary;
    },

    /** Waits until a run ends or pauses, at most `waitMs`; a run that goes on is described as it stands. */
    async waitForResult(key: RunKey, waitMs: number): Promise<RunResult> {
      const running = active.get(key.runId);
      if (running) {
        const { promise: timeOver, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, waitMs);
        await Promise.race([running.finished, timeOver]);
        clearTimeout(timer);
      }
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
      const stop = (): void => (isClosing ? entry.control.suspend() : entry.control.cancel('parent'));
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      await entry.finished;
      signal.removeEventListener('abort', stop);
      return store.get(key);
    },

    /** Everything after `afterSeq`, the text so far, then what comes: nothing twice and nothing skipped. */
    async join({
      workspaceId,
      runId,
      afterSeq,
      onEvent,
      onLive,
    }: JoinRunOptions): Promise<RunJoinReply & { unsubscribe: () => void }> {
      await store.summary({ workspaceId, runId });
      const queue: (() => void)[] = [];
      let lastSeq = afterSeq;
      let isOpen = false;
      let isSnapshotTaken = false;
      const deliver = (send: () => void): void => void (isOpen ? send() : queue.push(send));
      const leaveEvents = topics.runEvent.subscribe(runId, (event) =>
        deliver(() => {
          if (event.seq <= lastSeq) return;
          lastSeq = event.seq;
          onEvent(event);
        }),
      );
      const leaveLive = topics.runLive.subscribe(runId, (event) => {
        // What streamed before the snapshot is part of the snapshot.
        if (isSnapshotTaken) deliver(() => onLive(event));
      });
      const events = await journal.read(runId as RunId, afterSeq);
      const { status } = await store.summary({ workspaceId, runId });
      const running = active.get(runId);
      running?.live.flush();
      isSnapshotTaken = true;
      lastSeq = events.at(-1)?.seq ?? afterSeq;
      // The reply goes out in this turn of the event loop; what follows it must come after.
      setImmediate(() => {
        isOpen = true;
        for (const send of queue.splice(0)) send();
      });
      return {
        status,
        events,
        live: running?.live.snapshot() ?? [],
        unsubscribe: () => {
          leaveEvents();
          leaveLive();
        },
      };
    },

    /** Asks a run to stop. Throws RUN_NOT_ACTIVE when it has ended. */
    async cancel(key: RunKey, by: string): Promise<void> {
      await deliver(key, (control, reply) => control.cancel(by, reply));
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
      if (run.status !== 'paused' && !active.has(run.id)) throw notActive(run);
      await deliver(key, (control, reply) =>
        control.answer({ activationId: activationId as ActivationId, answer, by, reply }),
      );
    },

    /**
     * Changes what is still to come in the plan of an agent, and gives the plan as it is then. Throws RUN_NOT_ACTIVE
     * when no agent is at work there, CONFLICT when the plan is no longer the one that was edited, PLAN_INVALID.
     */
    async editPlan(
      key: RunKey,
      { activationId, ...edit }: PlanEdit & { activationId: string },
    ): Promise<Plan> {
      await deliver(key, (control, reply) =>
        control.editPlan({ activationId: activationId as ActivationId, edit, reply }),
      );
      return planOf(await journal.read(key.runId as RunId, 0), activationId);
    },

    /** Takes up runs that a process left unfinished, and callers whose agents ended just before it did. */
    async resumeAll(): Promise<void> {
      for (const run of await store.listUnfinished()) if (await children.isWanted(run)) execute(run);
      for (const run of await store.listPausedCallers()) if (await children.canGoOn(run)) execute(run);
      await alarm.look();
    },

    /** Stops work without ending any run: each goes on at the next start. */
    async close(): Promise<void> {
      isClosing = true;
      alarm.close();
      for (const { control } of active.values()) control.suspend();
      await Promise.all([...active.values()].map(({ finished }) => finished));
    },
  };
}

/** Times that a command is sent to a run which stops just before it listens. */
const MAX_DELIVERIES = 5;

/** Starts of the process after which a run that gets nowhere is given up. */
const MAX_RESUMES = 5;

/**
 * A run that takes the process down each time it is resumed must not do so for ever. Throws LIMIT_REACHED when the
 * journal ends with that many resumes and no result between them.
 */
async function assertProgress(runId: RunId, journal: Journal): Promise<void> {
  let resumeCount = 0;
  for (const { type } of (await journal.read(runId, 0)).reverse()) {
    if (type === 'run-resume') resumeCount += 1;
    else if (type !== 'node-start' && type !== 'tool-call') break;
  }
  if (resumeCount < MAX_RESUMES) return;
  throw new CodexError({
    code: 'LIMIT_REACHED',
    message: `The run was taken up ${resumeCount} times and the process ended each time before anything came of it.`,
    hint: 'Look at the node that was at work and at the size of its input, then start a new run.',
  });
}

function notActive(run: RunRecord): CodexError {
  return new CodexError({
    code: 'RUN_NOT_ACTIVE',
    message: `The run is ${run.status}.`,
    hint: 'Start a new run of the same flow.',
  });
}
