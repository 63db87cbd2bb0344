import type { Citation } from '@codexos/protocol/citation';
import type { ActivationId, RunId } from '@codexos/protocol/ids';
import type { JsonObject } from '@codexos/protocol/json';
import type { Usage } from '@codexos/protocol/model';
import type { LiveEvent, RunEvent, RunEventBody } from '@codexos/protocol/run-event';
import type { WireError } from '@codexos/protocol/wire-error';
import { CodexError, toWireError } from '@codexos/utils/errors';
import { hashFlow } from '../graph/hash-flow.ts';
import type { Graph } from '../graph/graph.ts';
import { parseRunInput } from '../graph/parse-run-input.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock } from '../ports/clock.ts';
import { systemClock } from '../ports/system-clock.ts';
import { activeMsAt, applyEvent, applyTime } from '../state/apply-event.ts';
import type { Checkpoint } from '../state/checkpoint.ts';
import { foldJournal } from '../state/fold-journal.ts';
import { earliestWake } from '../state/plan-step.ts';
import { collectOutputs } from './collect-outputs.ts';
import { createJournalWriter, type JournalWriter } from './journal-writer.ts';
import { createRunControl, type RunControl } from './run-control.ts';
import type { RunBindings, RunEnv } from './run-env.ts';
import { RunLoop, type Stop } from './run-loop.ts';

export interface RunFlowOptions {
  graph: Graph;
  journal: Journal;
  runId: RunId;
  /** By name. Needed by the first call for a run; a resumed run has it in its journal. */
  input?: JsonObject;
  /** Ids of child runs: ULIDs. */
  createId: () => string;
  bindings?: RunBindings;
  clock?: Clock;
  /** Its abort cancels the run. */
  signal?: AbortSignal;
  /** For answers, plan edits, a cancel that says by whom, and for leaving the run as it is. */
  control?: RunControl;
  /** Called for each durable event, in order, once it is durable. */
  onEvent?: (event: RunEvent) => void;
  onLive?: (event: LiveEvent) => void;
  /** The activation that called this run as a child. */
  parent?: { runId: RunId; activationId: ActivationId };
  /** Content hash of the flow's version; computed when absent. */
  flowHash?: string;
}

export interface RunResult {
  /** `suspended`: left as it is, by `control.suspend()`; the next call goes on. */
  status: 'completed' | 'failed' | 'cancelled' | 'paused' | 'suspended';
  /** By the name of the output; those there are, when the run did not complete. */
  outputs: JsonObject;
  citations: Citation[];
  usage: Usage;
  durationMs: number;
  error?: WireError;
  /** Of a paused run: when to call `runFlow` again although nobody has answered, epoch ms. */
  wakeAt?: number;
}

/**
 * Starts a run, or goes on with one after its last recorded outcome; a run that has ended gives its result again.
 * Takes the run over from any other process. Throws RUN_INPUT_INVALID before anything is recorded, and
 * JOURNAL_FENCED when another process takes the run over in turn; a failing node is a result, not an exception.
 */
export async function runFlow(options: RunFlowOptions): Promise<RunResult> {
  const { graph, journal, runId } = options;
  const opened = journal.open(runId);
  const { epoch, events } = opened instanceof Promise ? await opened : opened;
  const checkpoint = foldJournal(graph, events);
  if (checkpoint.end) return toResult(checkpoint.end);
  const control = options.control ?? createRunControl();
  const session = createSession({ options, checkpoint, epoch, control });
  try {
    const stop = await session.work(events.length === 0);
    const failure = session.failure();
    if (failure) throw failure.error;
    const result = await session.finish(stop);
    // An answer may have come while the pause was being written.
    if (result.status !== 'paused' || !control.hasPending()) return result;
  } finally {
    session.close();
  }
  return runFlow({ ...options, control });
}

interface SessionOptions {
  options: RunFlowOptions;
  checkpoint: Checkpoint;
  epoch: number;
  control: RunControl;
}

interface Session {
  work(isNew: boolean): Promise<Stop>;
  finish(stop: Stop): Promise<RunResult>;
  close(): void;
  // A function: an accessor of a literal would keep every run alive until the next full garbage collection.
  failure(): { error: unknown } | undefined;
}

function createSession({ options, checkpoint, epoch, control }: SessionOptions): Session {
  const { graph, clock = systemClock, onEvent, signal } = options;
  const over = new AbortController();
  let failure: { error: unknown } | undefined;
  const writer = createJournalWriter({
    journal: options.journal,
    runId: options.runId,
    epoch,
    onEvent(event) {
      applyTime(checkpoint, event);
      onEvent?.(event);
    },
    onFailure(error) {
      failure = { error };
      loop.stop({ status: 'suspended' });
    },
  });
  const env = createEnv({ options, checkpoint, writer, clock });
  const loop = new RunLoop({ env, checkpoint, writer, control });
  const onAbort = (): void =>
    loop.stop({ status: 'cancelled' }, { type: 'run-cancel-request', by: 'signal' });

  return {
    failure: () => failure,
    async work(isNew) {
      const first = isNew ? [startBody(options)] : resumeBodies(checkpoint, epoch);
      for (const body of first) applyEvent(graph, checkpoint, body);
      if (signal?.aborted) onAbort();
      else signal?.addEventListener('abort', onAbort, { once: true });
      if (checkpoint.isCancelRequested) loop.stop({ status: 'cancelled' });
      void watchDuration({ env, checkpoint, loop, signal: over.signal });
      return loop.run(first);
    },
    async finish(stop) {
      const durationMs = activeMsAt(checkpoint, clock.now());
      const body = endBody({ stop, graph, checkpoint, durationMs });
      if (body) {
        await env.record(body);
        if (body.type === 'run-end') return toResult(body);
      }
      const { outputs, citations } = collectOutputs(graph, checkpoint);
      const wakeAt = stop.status === 'paused' ? earliestWake(checkpoint) : undefined;
      return {
        status: stop.status,
        outputs,
        citations,
        usage: checkpoint.usage,
        durationMs,
        ...(wakeAt === undefined ? {} : { wakeAt }),
      };
    },
    close() {
      over.abort(RUN_IS_OVER);
      signal?.removeEventListener('abort', onAbort);
      writer.close();
    },
  };
}

interface EnvOptions {
  options: RunFlowOptions;
  checkpoint: Checkpoint;
  writer: JournalWriter;
  clock: Clock;
}

function createEnv({ options, checkpoint, writer, clock }: EnvOptions): RunEnv {
  const { graph, runId, createId, bindings = {}, onLive = ignoreLive } = options;
  return {
    runId,
    graph,
    bindings,
    clock,
    createId,
    runInput: () => checkpoint.input,
    record(...bodies) {
      for (const body of bodies) applyEvent(graph, checkpoint, body);
      return writer.append(bodies);
    },
    onLive,
  };
}

/** Nobody watches. */
function ignoreLive(): void {}

// Made once, because an abort without a reason makes an error with a stack each time.
const RUN_IS_OVER = new Error('The run is over.');

function startBody({ graph, input = {}, parent, flowHash }: RunFlowOptions): RunEventBody {
  return {
    type: 'run-start',
    flowHash: flowHash ?? hashFlow(graph.flow),
    input: parseRunInput(graph, input),
    ...(parent ? { parent } : {}),
  };
}

// A run that waits for a person and has got no answer goes on waiting, without a trace in the journal.
function resumeBodies({ status, active }: Checkpoint, epoch: number): RunEventBody[] {
  const isWaiting =
    status === 'paused' && [...active.values()].every((activation) => activation.status === 'paused');
  return isWaiting ? [] : [{ type: 'run-resume', reason: 'The work went on in another process.', epoch }];
}

async function watchDuration({
  env,
  checkpoint,
  loop,
  signal,
}: {
  env: RunEnv;
  checkpoint: Checkpoint;
  loop: RunLoop;
  signal: AbortSignal;
}): Promise<void> {
  const { maxDurationMs } = env.graph.settings;
  const isOver = await env.clock.sleep(Math.max(0, maxDurationMs - checkpoint.time.activeMs), signal).then(
    () => true,
    () => false,
  );
  if (!isOver) return;
  const error = new CodexError({
    code: 'LIMIT_REACHED',
    message: `The run has taken ${maxDurationMs} ms, which is its limit.`,
    hint: 'Raise the limit in the settings of the flow.',
    details: { limit: 'duration' },
  });
  loop.stop({ status: 'failed', error }, { type: 'limit-reach', limit: 'duration', message: error.message });
}

interface EndOptions {
  stop: Stop;
  graph: Graph;
  checkpoint: Checkpoint;
  durationMs: number;
}

function endBody({ stop, graph, checkpoint, durationMs }: EndOptions): RunEventBody | null {
  if (stop.status === 'suspended') return null;
  if (stop.status === 'paused') {
    return checkpoint.status === 'paused' ? null : { type: 'run-pause', reason: stop.reason };
  }
  return {
    type: 'run-end',
    status: stop.status,
    ...collectOutputs(graph, checkpoint),
    usage: checkpoint.usage,
    durationMs,
    ...(stop.status === 'failed' ? { error: toWireError(stop.error) } : {}),
  };
}

function toResult({
  status,
  outputs,
  citations,
  usage,
  durationMs,
  error,
}: Extract<RunEventBody, { type: 'run-end' }>): RunResult {
  return { status, outputs, citations, usage, durationMs, ...(error ? { error } : {}) };
}
