import type { JsonValue } from '@codexos/protocol/json';
import { answerProblem, childRunsQuestionSchema } from '@codexos/protocol/question';
import { signalProblem } from '@codexos/protocol/signal-payload';
import type { ActivationId, RunId } from '@codexos/protocol/ids';
import type { RunEventBody } from '@codexos/protocol/run-event';
import { CodexError, toCodexError } from '@codexos/utils/errors';
import { editPlan } from '../agent/edit-plan.ts';
import type { Activation } from '../state/activation.ts';
import type { Checkpoint } from '../state/checkpoint.ts';
import { dueJoinBodies } from '../state/plan-step.ts';
import type { CommandReply, RunCommand } from './run-control.ts';
import type { Stop } from './run-loop.ts';

export interface CommandDeskOptions {
  checkpoint: Checkpoint;
  /** Folds an event in and puts it into the group that is appended next. */
  apply: (body: RunEventBody) => void;
  start: (activation: Activation) => void;
  stop: (reason: Stop, ...bodies: RunEventBody[]) => void;
}

/** Takes what people and other runs send into a run, and tells them what became of it once that is durable. */
export class CommandDesk {
  readonly #options: CommandDeskOptions;
  #taken: ((reply: CommandReply) => void)[] = [];
  /** Ends of child runs whose callers have not paused yet, by the caller. */
  readonly #early = new Map<ActivationId, Set<RunId>>();

  constructor(options: CommandDeskOptions) {
    this.#options = options;
  }

  take(command: RunCommand): void {
    try {
      this.#carryOut(command);
    } catch (error) {
      if (!('reply' in command)) throw error;
      command.reply?.({ status: 'refused', error: toCodexError(error) });
      return;
    }
    if ('reply' in command && command.reply) this.#taken.push(command.reply);
  }

  /** To be called when the group with what was taken is durable, or can no longer become so. */
  tell(reply: Extract<CommandReply, { status: 'taken' | 'unheard' }>): void {
    if (this.#taken.length === 0) return;
    for (const answer of this.#taken.splice(0)) answer(reply);
  }

  /** Goes on with a node that has just paused for a run which ended while it did. */
  followPause(activation: Activation): void {
    const ended = this.#early.get(activation.id);
    if (!ended) return;
    this.#early.delete(activation.id);
    for (const childRunId of ended) this.#wake(activation, childRunId);
  }

  /** Goes on with every node whose time has come. */
  wakeDue(now: number): void {
    const { checkpoint, apply } = this.#options;
    for (const body of dueJoinBodies(checkpoint, now)) {
      if (checkpoint.status === 'paused')
        apply({ type: 'run-resume', reason: 'The time that it waited for has come.' });
      apply(body);
    }
    for (const activation of checkpoint.active.values()) {
      const { status, pause } = activation;
      if (status === 'paused' && pause?.until !== undefined && pause.until <= now)
        this.#goOn(activation, 'The time that it waited for has come.');
    }
  }

  #carryOut(command: RunCommand): void {
    const { checkpoint, apply, stop } = this.#options;
    switch (command.type) {
      case 'cancel':
        stop({ status: 'cancelled' }, { type: 'run-cancel-request', by: command.by });
        return;
      case 'suspend':
        stop({ status: 'suspended' });
        return;
      case 'wake': {
        const activation = checkpoint.active.get(command.activationId);
        if (activation) this.#wake(activation, command.childRunId);
        return;
      }
      case 'answer': {
        const activation = this.#find(command.activationId);
        assertAsks(activation, command.answer);
        const { id: activationId, node } = activation;
        apply({ type: 'node-answer', activationId, nodeId: node.id, answer: command.answer, by: command.by });
        this.#goOn(activation, 'A person has answered.');
        return;
      }
      case 'edit-plan': {
        const { id: activationId, node, calls } = this.#find(command.activationId);
        if (!calls?.plan || !calls.choices) throw notActive(`“${node.label}” has no plan.`);
        const change = editPlan(calls.plan, calls.choices, command.edit);
        apply({ type: 'plan-update', activationId, nodeId: node.id, change });
      }
    }
  }

  #find(activationId: ActivationId): Activation {
    const activation = this.#options.checkpoint.active.get(activationId);
    if (!activation) throw notActive(`No node of the run is at work as “${activationId}”.`);
    return activation;
  }

  #wake(activation: Activation, childRunId: RunId): void {
    if (activation.status !== 'paused') {
      const early = this.#early.get(activation.id) ?? new Set();
      this.#early.set(activation.id, early.add(childRunId));
      return;
    }
    const question = childRunsQuestionSchema.safeParse(activation.pause?.question);
    if (!question.success || !question.data.runs.some(({ runId }) => runId === childRunId)) return;
    this.#goOn(activation, `The run ${childRunId} that it waited for has ended.`);
  }

  #goOn(activation: Activation, reason: string): void {
    const { checkpoint, apply, start } = this.#options;
    if (checkpoint.status === 'paused') apply({ type: 'run-resume', reason });
    start(activation);
  }
}

function assertAsks({ status, node, pause }: Activation, answer: JsonValue): void {
  if (status !== 'paused') throw notActive(`“${node.label}” waits for no answer.`);
  if (pause?.question === undefined && pause?.until !== undefined)
    throw notActive(`“${node.label}” waits for a time, not for an answer.`);
  const problem = signalProblem(pause?.question, answer) ?? answerProblem(pause?.question, answer);
  if (problem !== undefined) {
    throw new CodexError({
      code: 'REQUEST_INVALID',
      message: `“${node.label}” cannot take this answer: ${problem}`,
      hint: 'Correct the answer and send it again; the question stands.',
    });
  }
  const question = childRunsQuestionSchema.safeParse(pause?.question);
  if (!question.success) return;
  const runs = question.data.runs.map(({ name, runId }) => `“${name}” in run ${runId}`).join(', ');
  throw new CodexError({
    code: 'CONFLICT',
    message: `“${node.label}” asks nothing itself: it waits for ${runs}.`,
    hint: 'Answer there; this run goes on by itself when that one has ended.',
  });
}

function notActive(message: string): CodexError {
  return new CodexError({
    code: 'RUN_NOT_ACTIVE',
    message,
    hint: 'Look at the run as it stands now.',
  });
}
