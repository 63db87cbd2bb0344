import type { RunId } from '@codexos/protocol/ids';
import type { RunEvent, RunEventBody } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';
import type { Journal, MaybePromise } from '../journal/journal.ts';

export interface JournalWriter {
  /**
   * Appends and then tells the listener; throws RUN_NOT_ACTIVE once closed, and the failure again once failed. While one append is under way, what comes is gathered and goes with the
   * next one, so that a slow store sees few large groups and the order of calls is kept.
   */
  append(bodies: readonly RunEventBody[]): MaybePromise<void>;
  /** Refuses everything from here on. */
  close(): void;
}

export interface JournalWriterOptions {
  journal: Journal;
  runId: RunId;
  epoch: number;
  /** Called for each event once it is durable. */
  onEvent: (event: RunEvent) => void;
  /** Called once when the journal refuses an append; nothing can be written after that. */
  onFailure: (error: unknown) => void;
}

export function createJournalWriter({
  journal,
  runId,
  epoch,
  onEvent,
  onFailure,
}: JournalWriterOptions): JournalWriter {
  let underWay: Promise<void> | undefined;
  let gathered: RunEventBody[] = [];
  let next: Promise<void> | undefined;
  let isClosed = false;
  let failure: { error: unknown } | undefined;

  const publish = (events: readonly RunEvent[]): void => {
    for (const event of events) onEvent(event);
  };

  const fail = (error: unknown): never => {
    isClosed = true;
    failure = { error };
    onFailure(error);
    throw error;
  };

  const write = (bodies: readonly RunEventBody[]): MaybePromise<void> => {
    let events: MaybePromise<RunEvent[]>;
    try {
      events = journal.append(runId, epoch, bodies);
    } catch (error) {
      return fail(error);
    }
    if (!(events instanceof Promise)) return publish(events);
    underWay = events.then(publish, fail).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };

  const writeGathered = (): MaybePromise<void> => {
    const bodies = gathered;
    gathered = [];
    next = undefined;
    return isClosed ? undefined : write(bodies);
  };

  return {
    append(bodies) {
      if (bodies.length === 0) return undefined;
      if (failure) throw failure.error;
      if (isClosed)
        throw new CodexError({
          code: 'RUN_NOT_ACTIVE',
          message: `Run ${runId} has ended; nothing can be added to it.`,
        });
      if (!underWay && !next) return write(bodies);
      gathered.push(...bodies);
      next ??= Promise.resolve(underWay).then(writeGathered);
      return next;
    },
    close() {
      isClosed = true;
    },
  };
}
