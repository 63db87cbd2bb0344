import type { Pool } from 'pg';
import type { Journal } from '@codexos/agent-engine';
import type { RunId } from '@codexos/protocol/ids';
import type { RunEvent } from '@codexos/protocol/run-event';
import { PLACES_PER_RUN } from './event-place.ts';
import { fenced } from './journal-fence.ts';
import { toRunEvent } from './sqlite-journal.ts';

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

// A run that another process holds under a lease is not taken over.
const OPEN = `
  update runs set epoch = epoch + 1 where id = $1 and (lease_owner is null or lease_owner = $2) returning epoch`;

const SELECT = `
  select place, at, body from runs join run_events
    on place > journal_key * ${PLACES_PER_RUN} + $2 and place < (journal_key + 1) * ${PLACES_PER_RUN}
  where id = $1 order by place`;

/** What this process knows of a run that it has opened. A stale entry cannot harm: its epoch is over. */
interface Head {
  epoch: number;
  seq: number;
}

/** The journal on Postgres. `processId` is the name under which this process holds leases. */
export function createPostgresJournal(pool: Pool, clock: () => number, processId = ''): Journal {
  const heads = new Map<string, Head>();
  const read = async (runId: RunId, afterSeq: number): Promise<RunEvent[]> => {
    const { rows } = await pool.query<{ place: number; at: number; body: string }>({
      name: 'journal-read',
      text: SELECT,
      values: [runId, afterSeq],
    });
    return rows.map((row) => toRunEvent(runId, row));
  };
  return {
    async open(runId) {
      const { rows } = await pool.query<{ epoch: number }>(OPEN, [runId, processId]);
      const epoch = rows[0]?.epoch;
      if (epoch === undefined) throw fenced(runId, 0);
      const events = await read(runId, 0);
      heads.set(runId, { epoch, seq: events.at(-1)?.seq ?? 0 });
      return { epoch, events };
    },
    async append(runId, epoch, bodies) {
      const head = heads.get(runId);
      if (head?.epoch !== epoch) throw fenced(runId, epoch);
      // Places are given in the order of the calls, before anything is waited for.
      const before = head.seq;
      head.seq += bodies.length;
      const at = clock();
      const { rowCount } = await pool.query({
        name: 'journal-append',
        text: APPEND,
        values: [runId, epoch, before, at, bodies.map((body) => JSON.stringify(body))],
      });
      if (rowCount !== bodies.length) throw fenced(runId, epoch);
      if (bodies.some((body) => body.type === 'run-end')) heads.delete(runId);
      return bodies.map((body, index) => ({ ...body, runId, seq: before + index + 1, at }) as RunEvent);
    },
    read,
  };
}
