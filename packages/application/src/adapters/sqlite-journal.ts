import type SqliteConnection from 'better-sqlite3';
import type { Journal } from '@codexos/agent-engine';
import type { RunEvent, RunEventBody } from '@codexos/protocol/run-event';
import type { RunId } from '@codexos/protocol/ids';
import { basePlace, PLACES_PER_RUN, seqOf } from './event-place.ts';
import { fenced } from './journal-fence.ts';

interface EventRow {
  place: number;
  at: number;
  body: string;
}

interface Head {
  journalKey: number;
  epoch: number;
  seq: number;
}

/**
 * The journal on SQLite. Everything is synchronous on prepared statements: an append is one transaction that
 * checks the epoch and inserts a group of events.
 */
export function createSqliteJournal(connection: SqliteConnection.Database, clock: () => number): Journal {
  const nextEpoch = connection.prepare<[string], { journal_key: number; epoch: number }>(
    'update runs set epoch = epoch + 1 where id = ? returning journal_key, epoch',
  );
  const epochOf = connection.prepare<[number], { epoch: number }>(
    'select epoch from runs where journal_key = ?',
  );
  const insert = connection.prepare<[number, number, string]>(
    'insert into run_events (place, at, body) values (?, ?, ?)',
  );
  const select = connection.prepare<[number, string], EventRow>(
    `select place, at, body from runs join run_events
       on place > journal_key * ${PLACES_PER_RUN} + ? and place < (journal_key + 1) * ${PLACES_PER_RUN}
     where id = ? order by place`,
  );
  // Runs that this process has opened. A stale entry cannot harm: its epoch is over, and the primary key refuses it.
  const heads = new Map<string, Head>();

  const read = (runId: RunId, afterSeq: number): RunEvent[] =>
    select.all(afterSeq, runId).map((row) => toRunEvent(runId, row));

  const append = connection.transaction(
    (runId: RunId, head: Head, bodies: readonly RunEventBody[]): RunEvent[] => {
      const { journalKey, epoch } = head;
      if (epochOf.get(journalKey)?.epoch !== epoch) throw fenced(runId, epoch);
      const base = basePlace(journalKey);
      const at = clock();
      return bodies.map((body, index) => {
        const seq = head.seq + index + 1;
        insert.run(base + seq, at, JSON.stringify(body));
        return { ...body, runId, seq, at } as RunEvent;
      });
    },
  );

  return {
    open(runId) {
      const row = nextEpoch.get(runId);
      if (!row) throw fenced(runId, 0);
      const events = read(runId, 0);
      const { journal_key: journalKey, epoch } = row;
      heads.set(runId, { journalKey, epoch, seq: events.at(-1)?.seq ?? 0 });
      return { epoch, events };
    },
    append(runId, epoch, bodies) {
      const head = heads.get(runId);
      if (head?.epoch !== epoch) throw fenced(runId, epoch);
      const events = append.immediate(runId, head, bodies);
      head.seq += events.length;
      if (bodies.some((body) => body.type === 'run-end')) heads.delete(runId);
      return events;
    },
    read,
  };
}

export function toRunEvent(runId: RunId, { place, at, body }: EventRow): RunEvent {
  return { ...(JSON.parse(body) as RunEventBody), runId, seq: seqOf(place), at } as RunEvent;
}
