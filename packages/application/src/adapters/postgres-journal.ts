import type { Pool, PoolClient } from 'pg';
import type { Journal } from '@codexos/agent-engine';
import type { RunEvent } from '@codexos/protocol/run-event';
import { PLACES_PER_RUN, seqOf } from './event-place.ts';
import { fenced } from './journal-fence.ts';
import { toRunEvent } from './sqlite-journal.ts';

/** One statement: locks the run's row, checks the epoch, numbers the bodies after the last one and inserts them. */
const APPEND = `
  with run as (
         select journal_key * ${PLACES_PER_RUN} as base from runs where id = $1 and epoch = $2 for update),
       head as (
         select coalesce(max(run_events.place), run.base) as place
         from run left join run_events on place > run.base and place < run.base + ${PLACES_PER_RUN}
         group by run.base)
  insert into run_events (place, at, body)
  select head.place + item.position, $3, item.body
  from head, unnest($4::text[]) with ordinality as item (body, position)
  returning place`;

const SELECT = `
  select place, at, body from runs join run_events
    on place > journal_key * ${PLACES_PER_RUN} + $2 and place < (journal_key + 1) * ${PLACES_PER_RUN}
  where id = $1 order by place`;

/** The journal on Postgres; appends of one run are serialised by the lock on its row. */
export function createPostgresJournal(pool: Pool, clock: () => number): Journal {
  const read = async (runId: Parameters<Journal['read']>[0], afterSeq: number): Promise<RunEvent[]> => {
    const { rows } = await pool.query<{ place: number; at: number; body: string }>(SELECT, [runId, afterSeq]);
    return rows.map((row) => toRunEvent(runId, row));
  };
  return {
    async open(runId) {
      const { rows } = await pool.query<{ epoch: number }>(
        'update runs set epoch = epoch + 1 where id = $1 returning epoch',
        [runId],
      );
      const epoch = rows[0]?.epoch;
      if (epoch === undefined) throw fenced(runId, 0);
      return { epoch, events: await read(runId, 0) };
    },
    async append(runId, epoch, bodies) {
      const at = clock();
      const seqs = await inTransaction(pool, async (client) => {
        // Two appends of one run wait for each other here, so that each sees the last number of the other.
        await client.query('select 1 from runs where id = $1 for update', [runId]);
        const { rows } = await client.query<{ place: number }>(APPEND, [
          runId,
          epoch,
          at,
          bodies.map((body) => JSON.stringify(body)),
        ]);
        return rows.map((row) => seqOf(row.place)).sort((left, right) => left - right);
      });
      if (seqs.length !== bodies.length) throw fenced(runId, epoch);
      return bodies.map((body, index) => ({ ...body, runId, seq: seqs[index] ?? 0, at }) as RunEvent);
    },
    read,
  };
}

async function inTransaction<TResult>(
  pool: Pool,
  work: (client: PoolClient) => Promise<TResult>,
): Promise<TResult> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
