import type { RunStatus } from '@codexos/protocol/run-event';
import type { Output } from './output.ts';

export interface CommandContext {
  /** Words after the verb. */
  words: string[];
  options: CommandOptions;
  output: Output;
  /** Aborts on Ctrl-C. */
  signal: AbortSignal;
}

export interface CommandOptions {
  source: string | undefined;
  data: string | undefined;
  input: string[];
  topK: number;
  questions: number;
  grants: GrantOptions;
  /** Change what is there already. */
  isReplacing: boolean;
  /** Names of the tools to import; all when empty. */
  only: string[];
  /** Address of the service of an OpenAPI document. */
  server: string | undefined;
}

/** Who may use a secret, and where it may go. */
export interface GrantOptions {
  tools: string[];
  providers: string[];
  agents: string[];
  hosts: string[];
}

export interface Command {
  usage: string;
  summary: string;
  /** Resolves to the exit code. */
  run(context: CommandContext): Promise<number>;
}

/** 0 completed, 1 failed, 2 invalid input, 3 paused (waiting for a person), 130 cancelled. */
export const EXIT = { completed: 0, failed: 1, invalid: 2, paused: 3, cancelled: 130 } as const;

/** The exit code of a run that this process has waited for. */
export const EXIT_BY_STATUS: Record<RunStatus, number> = {
  completed: EXIT.completed,
  failed: EXIT.failed,
  cancelled: EXIT.cancelled,
  paused: EXIT.paused,
  queued: EXIT.failed,
  running: EXIT.failed,
};
