import type { RunId } from '@codexos/protocol/ids';
import type { RunEvent, RunEventBody } from '@codexos/protocol/run-event';

/** Ready where the store is at hand in the same process, a promise where it is not. */
export type MaybePromise<TValue> = TValue | Promise<TValue>;

export interface OpenJournal {
  /** Names this opening. Every earlier one can no longer append. */
  epoch: number;
  events: RunEvent[];
}

/**
 * The durable record of runs, append-only. Stores are free to answer at once or by promise; a store that answers at
 * once costs the engine no turn of the event loop.
 */
export interface Journal {
  /** Takes a run over: raises its epoch, so that whoever had it open is refused from then on, and gives all events. */
  open(runId: RunId): MaybePromise<OpenJournal>;
  /**
   * Appends a group of events, all or none, and returns them with their places and times. Places count from 1
   * without gaps, in the order of the calls. Throws JOURNAL_FENCED when `epoch` is not the latest.
   */
  append(runId: RunId, epoch: number, bodies: readonly RunEventBody[]): MaybePromise<RunEvent[]>;
  /** Events after a place, in order. Needs no opening and disturbs none. */
  read(runId: RunId, afterSeq: number): MaybePromise<RunEvent[]>;
}
