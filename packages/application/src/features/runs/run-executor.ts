/**
 * Works on runs: takes a run's lease, lets the engine go on with it, and brings its end from the journal into its row.
 * Commands find a run wherever it is being worked on.
 */
import { setTimeout } from 'node:timers/promises';
import {
  createRunControl,
  runFlow,
  systemClock,
  type CommandReply,
  type Journal,
  type RunControl,
} from '@codexos/agent-engine';
import type { RunOrigin } from '@codexos/protocol/contracts/runs.contract';
import type { ActivationId } from '@codexos/protocol/ids';
import type { LiveEvent, RunEvent, RunStatus } from '@codexos/protocol/run-event';
import { CodexError, errorMessage, toCodexError, toWireError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Logger } from '@codexos/utils/logging';
import type { Topic } from '../../topics.ts';
import { isConnectionError } from '../../db/is-connection-error.ts';
import type { FlowCompiler } from '../flows/flow-compiler.ts';
import { assertProgress } from './assert-progress.ts';
import { continuedBodies } from './continued-journal.ts';
import { createChildRuns } from './child-runs.ts';
import { createLiveTextBuffer, type LiveTextBuffer } from './live-text.ts';
import type { RunBinder } from './run-binder.ts';
import { tellControl, type RunCommands, type SentCommand } from './run-commands.ts';
import type { RunLeases } from './run-leases.ts';
import type { RunKey, RunRecord, RunStore } from './run-store.ts';

export interface RunStatusChange {
  runId: string;
  status: RunStatus;
  flowId?: string;
}

export interface RunTopics {
  runEvent: Topic<RunEvent>;
  runLive: Topic<LiveEvent>;
  runStatus: Topic<RunStatusChange>;
}

export interface RunExecutorOptions {
  store: RunStore;
  journal: Journal;
  compiler: FlowCompiler;
  binder: RunBinder;
  leases: RunLeases;
  commands: RunCommands;
  logger: Logger;
  clock: () => number;
  topics: RunTopics;
  /** What this process is working on; shared with whoever hears commands from other processes. */
  active: Map<string, ActiveRun>;
  /** False in a process that serves people and leaves runs to workers: it only records commands. */
  isWorking: boolean;
  /** Asks the queue for work on a run. */
  offer: (run: RunRecord) => Promise<void>;
  /** Called before a run is marked as paused. */
  onPause: (run: RunRecord) => Promise<void>;
  /** Called when a run waits for a time. */
  onSleep: () => void;
  /** Called once when a run has ended and its row says so. */
  onEnd: (run: RunRecord) => Promise<void>;
  /** Called after that. */
  onSettled: (run: RunRecord) => void;
}

export interface ActiveRun {
  control: RunControl;
  live: LiveTextBuffer;
  finished: Promise<void>;
}

export function createRunExecutor(options: RunExecutorOptions) {
  const { store, journal, compiler, binder, leases, commands, logger, clock, topics, active } = options;
  let isClosing = false;

  const announce = (run: RunRecord, status: RunStatus): void => {
    topics.runStatus.publish(run.workspaceId, {
      runId: run.id,
      status,
      ...(run.flowId === undefined ? {} : { flowId: run.flowId }),
    });
  };
  const setStatus = async (run: RunRecord, status: RunStatus, wakeAt?: number): Promise<void> => {
    await store.setStatus({ runId: run.id, status, wakeAt });
    announce(run, status);
  };

  /** Sends a command into a run and waits until it is durable there. Throws what the run refuses it with. */
  const deliver = async (key: RunKey, command: SentCommand): Promise<void> => {
    const id = createId<string>();
    const deadline = clock() + DELIVERY_MS;
    while (!isClosing && clock() < deadline) {
      const run = await store.get(key);
      if (run.endedAt !== undefined) throw notActive(run);
      const holder = active.has(run.id) ? undefined : await leases.holderOf(run.id);
      const reply =
        holder === undefined
          ? await tell(run, command)
          : await commands.send(holder, run.id, { id, command });
      if (reply?.status === 'refused') throw reply.error;
      if (reply?.status === 'taken') return;
      // It came in the moment in which the run stopped, or its process is gone: it is looked for again.
      await active.get(run.id)?.finished;
      await setTimeout(DELIVER_AGAIN_MS);
    }
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: `Run ${key.runId} could not be reached.`,
      hint: 'Try again in a moment.',
    });
  };

  /** Takes the run up here for the command, and hands it on if runs are the work of other processes. */
  const tell = async (run: RunRecord, command: SentCommand): Promise<CommandReply> => {
    const { control, finished } = execute(run);
    const reply = await tellControl(control, command);
    if (reply.status === 'taken' && !options.isWorking && command.type !== 'cancel') {
      control.suspend();
      await finished;
      await options.offer(await store.get({ workspaceId: run.workspaceId, runId: run.id }));
    }
    return reply;
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
    await options.onEnd({ ...run, outputs: end.outputs, citations: end.citations });
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
    options.onSettled(run);
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

  /** Gives a run what it goes on from, once: the copies are one append, so they are there whole or not at all. */
  const takeOver = async (run: RunRecord, origin: RunOrigin): Promise<void> => {
    if ((await store.lastSeq(run.id)) > 0) return;
    const { epoch } = await journal.open(run.id);
    const events = await journal.append(
      run.id,
      epoch,
      continuedBodies(await journal.read(origin.runId, 0), origin),
    );
    for (const event of events) topics.runEvent.publish(run.id, event);
  };

  const work = async (
    run: RunRecord,
    { control, live }: Pick<ActiveRun, 'control' | 'live'>,
  ): Promise<void> => {
    if (run.origin) await takeOver(run, run.origin);
    if (run.epoch > 0) {
      if (await settle(run)) return;
      await assertProgress(run.id, journal);
    }
    const graph = await compiler.compileRun(run.workspaceId, run.flow);
    await setStatus(run, 'running');
    const flowOptions = {
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
      const { status, wakeAt } = await runFlow(flowOptions);
      if (status !== 'paused') break;
      if (!control.hasPending()) await children.wakeByEnded(run, control);
      if (control.hasPending()) continue;
      await options.onPause(run);
      await setStatus(run, 'paused', wakeAt);
      if (wakeAt !== undefined) setImmediate(options.onSleep);
      return;
    }
    await settle(run);
  };

  /** Works under the lease of the run, and does nothing where another process has it. */
  const workUnderLease = async (run: RunRecord, entry: Omit<ActiveRun, 'finished'>): Promise<void> => {
    if (!(await leases.claim(run.id))) return;
    try {
      await work(run, entry);
    } catch (error) {
      // Another process has taken the run, the database is away, or it is being closed: the run is not at fault.
      if (isClosing || isConnectionError(error) || (CodexError.is(error) && error.code === 'JOURNAL_FENCED'))
        logger.warn({ runId: run.id }, `The run is left for now: ${errorMessage(error)}`);
      else await failToRun(run, error);
    } finally {
      await leases.release(run.id);
    }
  };

  /** Works on a run until it ends, pauses or the process stops. A run is never worked on twice at a time. */
  const execute = (run: RunRecord): ActiveRun => {
    const known = active.get(run.id);
    if (known) return known;
    const control = createRunControl();
    const live = createLiveTextBuffer((event) => topics.runLive.publish(run.id, event));
    const finished = workUnderLease(run, { control, live })
      .catch((error: unknown) => {
        // It is found again by its lease, or at the next start.
        if (isConnectionError(error)) logger.warn({ runId: run.id }, errorMessage(error));
        else logger.error({ err: error, runId: run.id }, 'The end of a run could not be stored');
      })
      .finally(() => {
        active.delete(run.id);
        control.close();
      });
    const entry = { control, live, finished };
    active.set(run.id, entry);
    return entry;
  };

  return {
    execute,
    deliver,
    children,
    isClosing: (): boolean => isClosing,
    /** Another process works on the run now. */
    abandon: (runId: string): void => active.get(runId)?.control.suspend(),
    /** Stops work without ending any run: each goes on at the next start, or at once in another process. */
    async close(): Promise<void> {
      isClosing = true;
      for (const { control } of active.values()) control.suspend();
      await Promise.all([...active.values()].map(({ finished }) => finished));
    },
  };
}

/** How long a command is tried: longer than a lease of a process that died holds. */
const DELIVERY_MS = 15_000;
const DELIVER_AGAIN_MS = 20;

export function notActive(run: Pick<RunRecord, 'id' | 'status'>): CodexError {
  return new CodexError({
    code: 'RUN_NOT_ACTIVE',
    message: `The run is ${run.status}.`,
    hint: 'Start a new run of the same flow.',
  });
}
