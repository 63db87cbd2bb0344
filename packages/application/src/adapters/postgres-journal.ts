import type { Pool } from 'pg';
import type { Journal } from '@codexos/agent-engine';
import type { RunId } from '@codexos/protocol/ids';
import type { RunEvent } from '@codexos/protocol/run-event';
import { PLACES_PER_RUN } from './event-place.ts';
import { fenced } from './journal-fence.ts';
import { toRunEvent, type StoredEvent } from './sqlite-journal.ts';
import {
  createValueReader,
  hashesIn,
  recentOf,
  remember,
  takeOutValues,
  type RecentTexts,
  type StoredGroup,
  type ValueRow,
} from './value-rows.ts';

/**
 * One statement: checks the epoch and inserts. The lock on the run's row makes a process that takes the run over wait
 * until what is being appended can be read.
 */
const APPEND = `
  with run as (
    select journal_key * ${PLACES_PER_RUN} as base from runs where id = $1 and epoch = $2 for update)
  insert into run_events (place, at, body)
  select run.base + $3 + item.position, $4, item.body
  from run, unnest($5::text[]) with ordinality as item (body, position)`;

/** The same for events with long values, which go with them in the one statement. */
const APPEND_WITH_VALUES = `
  with run as (
    select journal_key, journal_key * ${PLACES_PER_RUN} as base from runs where id = $1 and epoch = $2 for update),
  stored as (
    insert into run_values (hash, length, base, depth, body, used_at)
    select value.*, $4::bigint
    from run, unnest($7::text[], $8::int[], $9::text[], $10::int[], $11::text[]) as value
    on conflict (hash) do update set used_at = excluded.used_at),
  used as (
    insert into run_value_uses (journal_key, hash)
    select run.journal_key, needed.hash from run, unnest($12::text[]) as needed (hash)
    on conflict do nothing)
  insert into run_events (place, at, body, places)
  select run.base + $3 + item.position, $4, item.body, item.places
  from run, unnest($5::text[], $6::text[]) with ordinality as item (body, places, position)`;

// A run that another process holds under a lease is not taken over.
const OPEN = `
  update runs set epoch = epoch + 1 where id = $1 and (lease_owner is null or lease_owner = $2) returning epoch`;

const SELECT = `
  select place, at, body, places from runs join run_events
    on place > journal_key * ${PLACES_PER_RUN} + $2 and place < (journal_key + 1) * ${PLACES_PER_RUN}
  where id = $1 order by place`;

/** Values and everything that they are changes of. */
const SELECT_VALUES = `
  with recursive needed (hash) as (
    select unnest($1::text[])
    union select base from run_values join needed using (hash) where base is not null)
  select hash, length, base, depth, body from run_values join needed using (hash)`;

/** What this process knows of a run that it has opened. A stale entry cannot harm: its epoch is over. */
interface Head {
  epoch: number;
  seq: number;
  recent: RecentTexts;
}

/** The journal on Postgres. `processId` is the name under which this process holds leases. */
export function createPostgresJournal(pool: Pool, clock: () => number, processId = ''): Journal {
  const heads = new Map<string, Head>();
  const select = async (runId: RunId, afterSeq: number): Promise<StoredEvent[]> => {
    const { rows } = await pool.query<StoredEvent>({
      name: 'journal-read',
      text: SELECT,
      values: [runId, afterSeq],
    });
    return rows;
  };
  const valuesFor = async (hashes: readonly string[]): Promise<ValueRow[]> => {
    if (hashes.length === 0) return [];
    return (await pool.query<ValueRow>(SELECT_VALUES, [hashes])).rows;
  };
  return {
    async open(runId) {
      const { rows } = await pool.query<{ epoch: number }>(OPEN, [runId, processId]);
      const epoch = rows[0]?.epoch;
      if (epoch === undefined) throw fenced(runId, 0);
      const stored = await select(runId, 0);
      const hashes = hashesIn(stored);
      const values = await valuesFor(hashes);
      const reader = createValueReader(values);
      const events = stored.map((event) => toRunEvent(runId, event, reader));
      heads.set(runId, { epoch, seq: events.at(-1)?.seq ?? 0, recent: recentOf(hashes, values) });
      return { epoch, events };
    },
    async append(runId, epoch, bodies) {
      const head = heads.get(runId);
      if (head?.epoch !== epoch) throw fenced(runId, epoch);
      // Places are given in the order of the calls, before anything is waited for.
      const before = head.seq;
      head.seq += bodies.length;
      const at = clock();
      const group = takeOutValues(bodies, head.recent);
      const place = [runId, epoch, before, at];
      const { rowCount } = await pool.query(
        group.texts.size === 0
          ? {
              name: 'journal-append',
              text: APPEND,
              values: [...place, group.bodies.map(({ body }) => body)],
            }
          : {
              name: 'journal-append-values',
              text: APPEND_WITH_VALUES,
              values: [...place, ...columnsOf(group)],
            },
      );
      if (rowCount !== bodies.length) throw fenced(runId, epoch);
      if (group.texts.size > 0) remember(head.recent, group.texts);
      if (bodies.some((body) => body.type === 'run-end')) heads.delete(runId);
      return bodies.map((body, index) => ({ ...body, runId, seq: before + index + 1, at }) as RunEvent);
    },
    async read(runId, afterSeq) {
      const stored = await select(runId, afterSeq);
      const reader = createValueReader(await valuesFor(hashesIn(stored)));
      return stored.map((event) => toRunEvent(runId, event, reader));
    },
  };
}

/** The lists that the statement takes apart again. */
function columnsOf({ bodies, rows, texts }: StoredGroup): unknown[] {
  return [
    bodies.map(({ body }) => body),
    bodies.map(({ places }) => places),
    rows.map(({ hash }) => hash),
    rows.map(({ length }) => length),
    rows.map(({ base }) => base),
    rows.map(({ depth }) => depth),
    rows.map(({ body }) => body),
    [...texts.keys()],
  ];
}
