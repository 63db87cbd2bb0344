import { setImmediate as nextEventLoopTurn } from 'node:timers/promises';
import type { RunEventBody } from '@codexos/protocol/run-event';
import { CodexError, toWireError } from '@codexos/utils/errors';
import { applyOutcomes, type OutcomeBody } from '../state/apply-outcomes.ts';
import { applyEvent } from '../state/apply-event.ts';
import type { Activation } from '../state/activation.ts';
import type { Checkpoint } from '../state/checkpoint.ts';
import { nodeStartBody } from '../state/node-start.ts';
import { earliestWake, joinBodies, planStep, unfinishedActivations } from '../state/plan-step.ts';
import { Alarm } from './alarm.ts';
import { CommandDesk } from './command-desk.ts';
import { usageOf } from './durable-calls.ts';
import { NodeExecution, type NodeResult } from './node-execution.ts';
import type { JournalWriter } from './journal-writer.ts';
import type { RunControl } from './run-control.ts';
import type { RunEnv } from './run-env.ts';

/** Why a run is no longer worked on. */
export type Stop =
  | { status: 'completed' }
  | { status: 'paused'; reason: string }
  | { status: 'failed'; error: CodexError }
  | { status: 'cancelled' }
  | { status: 'suspended' };

interface Finished {
  activation: Activation;
  result: NodeResult;
  durationMs: number;
}

export interface RunLoopOptions {
  env: RunEnv;
  checkpoint: Checkpoint;
  writer: JournalWriter;
  control: RunControl;
}

// Nodes that never wait would keep everything else in the process from running.
const MAX_SLICE_MS = 8;
const TURNS_PER_LOOK = 16;
/** Instant nodes that follow each other end their group here, so that a cancel and the journal get their turn. */
const MAX_GROUP_SIZE = 64;

/**
 * The only loop. Each turn folds in what has finished, plans what follows, appends both as one group, and only then
 * starts what was planned. Instant nodes, which nobody outside could notice, run on the way, within the group. There are no rounds: a branch goes on as soon as its own nodes are done.
 */
export class RunLoop {
  readonly #env: RunEnv;
  readonly #checkpoint: Checkpoint;
  readonly #writer: JournalWriter;
  readonly #control: RunControl;
  readonly #desk: CommandDesk;
  /** The group that is appended next. */
  #bodies: RunEventBody[] = [];
  readonly #running = new Set<NodeExecution>();
  #started: Activation[] = [];
  readonly #stopBodies: RunEventBody[] = [];
  #finished: Finished[] = [];
  #resume: (() => void) | undefined;
  #isWoken = false;
  #stop: Stop | undefined;
  /** Wakes the loop at the earliest time that a paused node waits for. */
  readonly #alarm: Alarm;
  #turnCount = 0;
  #sliceStart = 0;

  constructor({ env, checkpoint, writer, control }: RunLoopOptions) {
    this.#env = env;
    this.#checkpoint = checkpoint;
    this.#writer = writer;
    this.#control = control;
    this.#alarm = new Alarm(env.clock, () => this.#wake());
    this.#desk = new CommandDesk({
      checkpoint,
      apply: (body) => this.#apply(this.#bodies, body),
      start: (activation) => this.#start(this.#bodies, activation),
      stop: (reason, ...bodies) => this.stop(reason, ...bodies),
    });
  }

  /** Works until there is nothing left to do or a reason to stop; `first` goes into the first group. */
  async run(first: RunEventBody[]): Promise<Stop> {
    let bodies = (this.#bodies = first);
    for (const activation of unfinishedActivations(this.#checkpoint)) this.#start(bodies, activation);
    this.#alarm.set(earliestWake(this.#checkpoint));
    this.#sliceStart = this.#env.clock.now();
    this.#control.onCommand(() => this.#wake());
    try {
      for (;;) {
        this.#foldFinished(bodies);
        this.#takeCommands();
        this.#wakeDue();
        this.#noteJoins(bodies);
        this.#startReady(bodies);
        // What instant nodes have given belongs into the same group as their starts.
        if (this.#finished.length > 0 && bodies.length < MAX_GROUP_SIZE) continue;
        const stop = this.#stop;
        const appended = this.#writer.append(bodies);
        if (appended) await appended;
        this.#desk.tell({ status: 'taken' });
        if (stop) return stop;
        this.#launchStarted();
        bodies = this.#bodies = [];
        if (this.#finished.length === 0) {
          if (this.#running.size === 0 && !this.#isWoken) return this.#idle();
          if (!this.#isWoken) await this.#nextWake();
          this.#isWoken = false;
        }
        this.#turnCount += 1;
        if (this.#turnCount % TURNS_PER_LOOK === 0) await this.#giveWay();
      }
    } finally {
      this.#control.onCommand(undefined);
      this.#desk.tell({ status: 'unheard' });
      this.#alarm.set(undefined);
      this.#abortRunning();
    }
  }

  /** Ends the loop from outside, for example when time is over. The first reason counts. */
  stop(reason: Stop, ...bodies: RunEventBody[]): void {
    if (this.#stop) return;
    this.#stop = reason;
    for (const body of bodies) applyEvent(this.#env.graph, this.#checkpoint, body);
    this.#stopBodies.push(...bodies);
    this.#wake();
  }

  #foldFinished(bodies: RunEventBody[]): void {
    const finished = this.#finished;
    if (finished.length === 0) return;
    this.#finished = [];
    const outcomes = finished.map(toOutcomeBody);
    applyOutcomes(this.#env.graph, this.#checkpoint, outcomes);
    bodies.push(...outcomes);
    for (const { activation, result } of finished) {
      if (result.status !== 'paused') continue;
      this.#desk.followPause(activation);
      if (result.until !== undefined) this.#alarm.set(earliestWake(this.#checkpoint));
    }
    const failed = finished.find(({ result }) => result.status === 'failed');
    if (failed?.result.status === 'failed') this.stop({ status: 'failed', error: failed.result.error });
  }

  #wakeDue(): void {
    if (!this.#alarm.isDue() || this.#stop) return;
    this.#desk.wakeDue(this.#env.clock.now());
    this.#alarm.set(earliestWake(this.#checkpoint));
  }

  #noteJoins(bodies: RunEventBody[]): void {
    const notes = joinBodies(this.#checkpoint, this.#env.clock.now());
    if (notes.length === 0) return;
    for (const body of notes) this.#apply(bodies, body);
    this.#alarm.set(earliestWake(this.#checkpoint));
  }

  #takeCommands(): void {
    for (const command of this.#control.take()) this.#desk.take(command);
  }

  #startReady(bodies: RunEventBody[]): void {
    const { ready, allowedCount } = planStep(this.#env.graph, this.#checkpoint);
    if (!this.#stop && allowedCount < ready.length) this.#reachActivationLimit();
    // Starting takes an activation out of those that are ready.
    for (let next = ready[0]; next && !this.#stop; next = ready[0]) this.#start(bodies, next);
    if (this.#stopBodies.length > 0) bodies.push(...this.#stopBodies.splice(0));
  }

  #start(bodies: RunEventBody[], activation: Activation): void {
    if (this.#stop) return;
    this.#apply(bodies, nodeStartBody(activation));
    if (isInstant(activation)) this.#launch(activation);
    else this.#started.push(activation);
  }

  #launchStarted(): void {
    const started = this.#started;
    if (started.length === 0) return;
    this.#started = [];
    for (const activation of started) this.#launch(activation);
  }

  #reachActivationLimit(): void {
    const { maxActivations } = this.#env.graph.settings;
    const error = new CodexError({
      code: 'LIMIT_REACHED',
      message: `The run has started ${maxActivations} nodes, which is its limit.`,
      hint: 'Look for a loop that does not end, or raise the limit in the settings of the flow.',
      details: { limit: 'activations' },
    });
    this.stop(
      { status: 'failed', error },
      { type: 'limit-reach', limit: 'activations', message: error.message },
    );
  }

  #apply(bodies: RunEventBody[], body: RunEventBody): void {
    applyEvent(this.#env.graph, this.#checkpoint, body);
    bodies.push(body);
  }

  #launch(activation: Activation): void {
    const { clock } = this.#env;
    const startedAt = clock.now();
    const execution = new NodeExecution(activation, this.#env);
    const result = execution.run();
    if (!(result instanceof Promise)) {
      this.#finished.push({ activation, result, durationMs: clock.now() - startedAt });
      return;
    }
    this.#running.add(execution);
    void result.then((settled) => {
      // Whoever was aborted meanwhile is no longer listened to.
      if (!this.#running.delete(execution)) return;
      this.#finished.push({ activation, result: settled, durationMs: clock.now() - startedAt });
      this.#wake();
    });
  }

  #idle(): Stop {
    const waiting = [...this.#checkpoint.active.values()].find(({ status }) => status === 'paused');
    return waiting ? { status: 'paused', reason: pauseReason(waiting) } : { status: 'completed' };
  }

  #wake(): void {
    this.#isWoken = true;
    this.#resume?.();
  }

  #nextWake(): Promise<void> {
    return new Promise((resolve) => {
      this.#resume = resolve;
    });
  }

  async #giveWay(): Promise<void> {
    const { clock } = this.#env;
    if (clock.now() - this.#sliceStart < MAX_SLICE_MS) return;
    await nextEventLoopTurn();
    this.#sliceStart = clock.now();
  }

  #abortRunning(): void {
    if (this.#running.size === 0) return;
    const reason = new CodexError({ code: 'RUN_CANCELLED', message: 'The run has stopped.' });
    for (const execution of this.#running) execution.abort(reason);
    this.#running.clear();
  }
}

function pauseReason({ node, pause }: Activation): string {
  const waits = `“${node.label}” waits for an answer.`;
  return pause ? `${waits} ${pause.reason}` : waits;
}

function toOutcomeBody({ activation, result, durationMs }: Finished): OutcomeBody {
  const { id: activationId, node, attempt } = activation;
  const ids = { activationId, nodeId: node.id };
  if (result.status === 'paused') {
    const { status: _status, ...pause } = result;
    return { type: 'node-pause', ...ids, ...pause };
  }
  if (result.status === 'failed') {
    return { type: 'node-error', ...ids, attempt, error: toWireError(result.error), durationMs };
  }
  const body: OutcomeBody = { type: 'node-end', ...ids, attempt, outputs: result.outputs, durationMs };
  if (result.failure) body.failure = result.failure;
  if (result.isPinned) body.isPinned = true;
  if (activation.calls) body.usage = usageOf(activation);
  return body;
}

// A node that is tried again writes to the journal by itself, so it has to wait for its turn like any other.
function isInstant({ node }: Activation): boolean {
  return node.pin !== undefined || (node.kind.isInstant === true && node.retry === undefined);
}
