import type { ActivationId, RunId } from '@codexos/protocol/ids';
import type { JsonValue } from '@codexos/protocol/json';
import type { CodexError } from '@codexos/utils/errors';
import type { PlanEdit } from '../agent/edit-plan.ts';

/** What became of a command: it is in the journal, the run refused it, or the run stopped before it came to it. */
export type CommandReply =
  { status: 'taken' } | { status: 'refused'; error: CodexError } | { status: 'unheard' };

interface Replying {
  reply?: ((reply: CommandReply) => void) | undefined;
}

interface AnswerCommand extends Replying {
  activationId: ActivationId;
  answer: JsonValue;
  by: string;
}

interface EditPlanCommand extends Replying {
  activationId: ActivationId;
  edit: PlanEdit;
}

interface WakeCommand extends Replying {
  activationId: ActivationId;
  childRunId: RunId;
}

export type RunCommand =
  | ({ type: 'cancel'; by: string } & Replying)
  | ({ type: 'answer' } & AnswerCommand)
  | ({ type: 'edit-plan' } & EditPlanCommand)
  | ({ type: 'wake' } & WakeCommand)
  | { type: 'suspend' };

/**
 * Reaches into a run from outside. What is sent before the run listens is kept for it, so a control can be made and
 * used before `runFlow` is called, for example to answer a run that is paused.
 */
export interface RunControl {
  send(command: RunCommand): void;
  /** Ends the run. */
  cancel(by: string, reply?: Replying['reply']): void;
  /** Answers the question of a paused node. */
  answer(options: AnswerCommand): void;
  /** Changes what is still to come in the plan of an agent that is at work. */
  editPlan(options: EditPlanCommand): void;
  /** Says that a run which an agent called, and waits for, has ended. */
  wake(options: WakeCommand): void;
  /** Stops the work without ending the run: the next `runFlow` goes on with it. For shutdowns and lost leases. */
  suspend(): void;
  /** Whether something has come that no run has taken: after a run has paused, a reason to go on with it. */
  hasPending(): boolean;
  /** For the run: takes what has come since the last time. */
  take(): RunCommand[];
  /** For the run: is called whenever something comes. */
  onCommand(listener: (() => void) | undefined): void;
  /** Nothing will be taken any more: what waits, and what comes later, is told that it was not heard. */
  close(): void;
}

export function createRunControl(): RunControl {
  let commands: RunCommand[] = [];
  let listener: (() => void) | undefined;
  let isClosed = false;
  const send = (command: RunCommand): void => {
    if (isClosed) {
      tellUnheard(command);
      return;
    }
    commands.push(command);
    listener?.();
  };
  const take = (): RunCommand[] => {
    const taken = commands;
    if (taken.length > 0) commands = [];
    return taken;
  };
  return {
    send,
    cancel: (by, reply) => send({ type: 'cancel', by, reply }),
    answer: (options) => send({ type: 'answer', ...options }),
    editPlan: (options) => send({ type: 'edit-plan', ...options }),
    wake: (options) => send({ type: 'wake', ...options }),
    suspend: () => send({ type: 'suspend' }),
    hasPending: () => commands.length > 0,
    take,
    onCommand(next) {
      listener = next;
    },
    close() {
      isClosed = true;
      for (const command of take()) tellUnheard(command);
    },
  };
}

function tellUnheard(command: RunCommand): void {
  if ('reply' in command) command.reply?.({ status: 'unheard' });
}
