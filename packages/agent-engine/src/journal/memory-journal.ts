import type { RunId } from '@codexos/protocol/ids';
import type { RunEvent } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';
import { systemClock } from '../ports/system-clock.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from './journal.ts';

interface RunRecord {
  epoch: number;
  events: RunEvent[];
}

/** A journal that lives as long as the process, for tests, previews and runs that nobody needs to keep. */
export function createMemoryJournal({ clock = systemClock }: { clock?: Clock } = {}): Journal {
  const runs = new Map<RunId, RunRecord>();

  const recordOf = (runId: RunId): RunRecord => {
    const known = runs.get(runId);
    if (known) return known;
    const created: RunRecord = { epoch: 0, events: [] };
    runs.set(runId, created);
    return created;
  };

  return {
    open(runId) {
      const record = recordOf(runId);
      record.epoch += 1;
      return { epoch: record.epoch, events: [...record.events] };
    },
    append(runId, epoch, bodies) {
      const record = recordOf(runId);
      if (record.epoch !== epoch) {
        throw new CodexError({
          code: 'JOURNAL_FENCED',
          message: `Run ${runId} was taken over: epoch ${epoch} is over, ${record.epoch} has begun.`,
        });
      }
      const at = clock.now();
      let seq = record.events.length;
      const added: RunEvent[] = [];
      for (const body of bodies) {
        seq += 1;
        const event = { ...body, runId, seq, at } as RunEvent;
        record.events.push(event);
        added.push(event);
      }
      return added;
    },
    read: (runId, afterSeq) => (runs.get(runId)?.events ?? []).slice(afterSeq),
  };
}
