import type SqliteConnection from 'better-sqlite3';
import type { Journal } from '@codexos/agent-engine';
import type { RunEvent, RunEventBody } from '@codexos/protocol/run-event';
import type { RunId } from '@codexos/protocol/ids';
import { fenced } from './journal-fence.ts';

interface EventRow {
  seq: number;
  at: number;
  body: string;
}

/**
 * The journal on SQLite. Everything is synchronous on prepared statements: an append is one transaction that
 * checks the epoch and inserts a group of events.
 */
export function createSqliteJournal(connection: SqliteConnection.Database, clock: () => number): Journal {
  const nextEpoch = connection.prepare<[string], { epoch: number }>(
    'update runs set epoch = epoch + 1 where id = ? returning epoch',
  );
  const epochOf = connection.prepare<[string], { epoch: number }>('select epoch from runs where id = ?');
  const lastSeqOf = connection.prepare<[string], { seq: number | null }>(
    'select max(seq) as seq from run_events where run_id = ?',
  );
  const insert = connection.prepare<[string, number, number, string]>(
    'insert into run_events (run_id, seq, at, body) values (?, ?, ?, ?)',
  );
  const select = connection.prepare<[string, number], EventRow>(
    'select seq, at, body from run_events where run_id = ? and seq > ? order by seq',
  );
  // The next sequence number of runs that this process has open; a stale entry cannot harm, the primary key refuses it.
  const heads = new Map<string, { epoch: number; seq: number }>();

  const read = (runId: RunId, afterSeq: number): RunEvent[] =>
    select.all(runId, afterSeq).map((row) => toRunEvent(runId, row));

  const append = connection.transaction(
    (runId: RunId, epoch: number, bodies: readonly RunEventBody[]): RunEvent[] => {
      if (epochOf.get(runId)?.epoch !== epoch) throw fenced(runId, epoch);
      const head = heads.get(runId);
      let seq = head?.epoch === epoch ? head.seq : (lastSeqOf.get(runId)?.seq ?? 0);
      const at = clock();
      const events = bodies.map((body) => {
        seq += 1;
        insert.run(runId, seq, at, JSON.stringify(body));
        return { ...body, runId, seq, at } as RunEvent;
      });
      heads.set(runId, { epoch, seq });
      if (bodies.some((body) => body.type === 'run-end')) heads.delete(runId);
      return events;
    },
  );

  return {
    open(runId) {
      const row = nextEpoch.get(runId);
      if (!row) throw fenced(runId, 0);
      return { epoch: row.epoch, events: read(runId, 0) };
    },
    append: (runId, epoch, bodies) => append.immediate(runId, epoch, bodies),
    read,
  };
}

export function toRunEvent(runId: RunId, { seq, at, body }: EventRow): RunEvent {
  return { ...(JSON.parse(body) as RunEventBody), runId, seq, at } as RunEvent;
}
