import type { ActivationId } from '@codexos/protocol/ids';
import type { JsonValue } from '@codexos/protocol/json';
import type { Plan } from '@codexos/protocol/plan';

export type RunCommand =
  | { type: 'cancel'; by: string }
  | { type: 'answer'; activationId: ActivationId; answer: JsonValue; by: string }
  | { type: 'edit-plan'; activationId: ActivationId; plan: Plan }
  | { type: 'suspend' };

/**
 * Reaches into a run from outside. What is sent before the run listens is kept for it, so a control can be made and
 * used before `runFlow` is called, for example to answer a run that is paused.
 */
export interface RunControl {
  /** Ends the run. */
  cancel(by: string): void;
  /** Answers the question of a paused node. */
  answer(options: { activationId: ActivationId; answer: JsonValue; by: string }): void;
  /** Replaces the plan of an agent that is at work. */
  editPlan(options: { activationId: ActivationId; plan: Plan }): void;
  /** Stops the work without ending the run: the next `runFlow` goes on with it. For shutdowns and lost leases. */
  suspend(): void;
  /** Whether something has come that no run has taken: after a run has paused, a reason to go on with it. */
  hasPending(): boolean;
  /** For the run: takes what has come since the last time. */
  take(): RunCommand[];
  /** For the run: is called whenever something comes. */
  onCommand(listener: (() => void) | undefined): void;
}

export function createRunControl(): RunControl {
  let commands: RunCommand[] = [];
  let listener: (() => void) | undefined;
  const send = (command: RunCommand): void => {
    commands.push(command);
    listener?.();
  };
  return {
    cancel: (by) => send({ type: 'cancel', by }),
    answer: (options) => send({ type: 'answer', ...options }),
    editPlan: (options) => send({ type: 'edit-plan', ...options }),
    suspend: () => send({ type: 'suspend' }),
    hasPending: () => commands.length > 0,
    take() {
      const taken = commands;
      if (taken.length > 0) commands = [];
      return taken;
    },
    onCommand(next) {
      listener = next;
    },
  };
}
