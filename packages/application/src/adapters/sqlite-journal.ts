import type SqliteConnection from 'better-sqlite3';
import type { Journal } from '@codexos/agent-engine';
import type { RunEvent, RunEventBody } from '@codexos/protocol/run-event';
import type { RunId } from '@codexos/protocol/ids';
import { basePlace, PLACES_PER_RUN, seqOf } from './event-place.ts';
import { fenced } from './journal-fence.ts';
import {
  createValueReader,
  hashesIn,
  putBackValues,
  recentOf,
  remember,
  takeOutValues,
  type RecentTexts,
  type StoredBody,
  type StoredGroup,
  type ValueReader,
  type ValueRow,
} from './value-rows.ts';

export interface StoredEvent extends StoredBody {
  place: number;
  at: number;
}

interface Head {
  journalKey: number;
  epoch: number;
  seq: number;
  recent: RecentTexts;
}

/**
 * The journal on SQLite. Everything is synchronous on prepared statements: an append is one transaction that
 * checks the epoch and inserts a group of events, and before them the long values that they point at.
 */
export function createSqliteJournal(connection: SqliteConnection.Database, clock: () => number): Journal {
  const nextEpoch = connection.prepare<[string], { journal_key: number; epoch: number }>(
    'update runs set epoch = epoch + 1 where id = ? returning journal_key, epoch',
  );
  const epochOf = connection.prepare<[number], { epoch: number }>(
    'select epoch from runs where journal_key = ?',
  );
  const insert = connection.prepare<[number, number, string, string | null]>(
    'insert into run_events (place, at, body, places) values (?, ?, ?, ?)',
  );
  const insertValue = connection.prepare<ValueRow & { at: number }>(
    `insert into run_values (hash, length, base, depth, body, used_at)
       values (:hash, :length, :base, :depth, :body, :at)
       on conflict (hash) do update set used_at = excluded.used_at`,
  );
  const insertUse = connection.prepare<[number, string]>(
    'insert into run_value_uses (journal_key, hash) values (?, ?) on conflict do nothing',
  );
  const select = connection.prepare<[number, string], StoredEvent>(
    `select place, at, body, places from runs join run_events
       on place > journal_key * ${PLACES_PER_RUN} + ? and place < (journal_key + 1) * ${PLACES_PER_RUN}
     where id = ? order by place`,
  );
  // A value and everything that it is a change of.
  const selectValues = connection.prepare<[string], ValueRow>(
    `with recursive needed (hash) as (
       select value from json_each(?)
       union select base from run_values join needed using (hash) where base is not null)
     select hash, length, base, depth, body from run_values join needed using (hash)`,
  );
  // Runs that this process has opened. A stale entry cannot harm: its epoch is over, and the primary key refuses it.
  const heads = new Map<string, Head>();

  const valuesFor = (hashes: readonly string[]): ValueRow[] =>
    hashes.length === 0 ? [] : selectValues.all(JSON.stringify(hashes));

  const read = (runId: RunId, afterSeq: number): RunEvent[] => {
    const rows = select.all(afterSeq, runId);
    const reader = createValueReader(valuesFor(hashesIn(rows)));
    return rows.map((row) => toRunEvent(runId, row, reader));
  };

  const append = connection.transaction(
    (runId: RunId, head: Head, bodies: readonly RunEventBody[], group: StoredGroup): RunEvent[] => {
      const { journalKey, epoch } = head;
      if (epochOf.get(journalKey)?.epoch !== epoch) throw fenced(runId, epoch);
      const base = basePlace(journalKey);
      const at = clock();
      for (const row of group.rows) insertValue.run({ ...row, at });
      for (const hash of group.texts.keys()) insertUse.run(journalKey, hash);
      return bodies.map((body, index) => {
        const seq = head.seq + index + 1;
        const stored = group.bodies[index];
        insert.run(base + seq, at, stored?.body ?? JSON.stringify(body), stored?.places ?? null);
        return { ...body, runId, seq, at } as RunEvent;
      });
    },
  );

  return {
    open(runId) {
      const row = nextEpoch.get(runId);
      if (!row) throw fenced(runId, 0);
      const stored = select.all(0, runId);
      const hashes = hashesIn(stored);
      const values = valuesFor(hashes);
      const reader = createValueReader(values);
      const events = stored.map((event) => toRunEvent(runId, event, reader));
      const { journal_key: journalKey, epoch } = row;
      const recent = recentOf(hashes, values);
      heads.set(runId, { journalKey, epoch, seq: events.at(-1)?.seq ?? 0, recent });
      return { epoch, events };
    },
    append(runId, epoch, bodies) {
      const head = heads.get(runId);
      if (head?.epoch !== epoch) throw fenced(runId, epoch);
      const group = takeOutValues(bodies, head.recent);
      const events = append.immediate(runId, head, bodies, group);
      head.seq += events.length;
      if (group.texts.size > 0) remember(head.recent, group.texts);
      if (bodies.some((body) => body.type === 'run-end')) heads.delete(runId);
      return events;
    },
    read,
  };
}

export function toRunEvent(runId: RunId, stored: StoredEvent, values: ValueReader): RunEvent {
  return { ...putBackValues(stored, values), runId, seq: seqOf(stored.place), at: stored.at } as RunEvent;
}
