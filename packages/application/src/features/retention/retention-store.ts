/** The history of runs as a whole: what it takes up, and removing the oldest of it in batches. */
import type { WorkspaceId } from '@codexos/protocol/ids';
import { sql } from 'kysely';
import { basePlace, PLACES_PER_RUN } from '../../adapters/event-place.ts';
import type { Database } from '../../db/database.ts';

export interface HistorySize {
  runCount: number;
  size: number;
  oldestAt: number | undefined;
  keptCount: number;
}

export interface PruneOptions {
  workspaceId: WorkspaceId;
  /** Runs that ended before this go, epoch ms. */
  before: number | undefined;
  /** The oldest go until all together take up no more than this, in characters. */
  maxSize: number | undefined;
  /** Looked at between batches. */
  signal: AbortSignal;
}

/** Few enough that a batch holds a lock for some ten milliseconds. */
const BATCH = 100;
/** A value that is being written is not yet used by its run for a moment. */
const VALUE_GRACE_MS = 3_600_000;

export type RetentionStore = ReturnType<typeof createRetentionStore>;

export function createRetentionStore({ query }: Database, clock: () => number) {
  const ended = (workspaceId: WorkspaceId) =>
    query.selectFrom('runs').where('workspace_id', '=', workspaceId).where('ended_at', 'is not', null);

  // A link shows the run to people who count on it; a review is the reason that a vote gave.
  const kept = sql<boolean>`(trigger = 'governance' or exists (
    select 1 from share_links where share_links.thing_type = 'run' and share_links.thing_id = runs.id))`;
  const isNeeded = sql<boolean>`(${kept} or exists (
    select 1 from runs as caller where caller.id = runs.parent_run_id and caller.ended_at is null))`;

  const sizeOf = async (workspaceId: WorkspaceId): Promise<HistorySize> => {
    const row = await ended(workspaceId)
      .select(({ fn }) => [
        fn.countAll<number>().as('runCount'),
        sql<number>`coalesce(sum(size), 0)`.as('size'),
        fn.min('created_at').as('oldestAt'),
        sql<number>`coalesce(sum(case when ${kept} then 1 else 0 end), 0)`.as('keptCount'),
      ])
      .executeTakeFirstOrThrow();
    return {
      runCount: Number(row.runCount),
      size: Number(row.size),
      oldestAt: row.oldestAt === null ? undefined : Number(row.oldestAt),
      keptCount: Number(row.keptCount),
    };
  };

  const removeRuns = async (runs: readonly { id: string; journal_key: number }[]): Promise<void> => {
    const ids = runs.map(({ id }) => id);
    const keys = runs.map(({ journal_key }) => journal_key);
    await query.transaction().execute(async (transaction) => {
      for (const key of keys)
        await transaction
          .deleteFrom('run_events')
          .where('place', '>=', basePlace(key))
          .where('place', '<', basePlace(key) + PLACES_PER_RUN)
          .execute();
      await transaction.deleteFrom('run_value_uses').where('journal_key', 'in', keys).execute();
      await transaction.deleteFrom('signal_waits').where('run_id', 'in', ids).execute();
      await transaction
        .deleteFrom('memories')
        .where('scope', '=', 'run')
        .where('scope_id', 'in', ids)
        .execute();
      await transaction.deleteFrom('runs').where('id', 'in', ids).execute();
    });
  };

  return {
    sizeOf,

    /** Removes in batches, the oldest first, and gives their count. */
    async prune({ workspaceId, before, maxSize, signal }: PruneOptions): Promise<number> {
      let excess = maxSize === undefined ? 0 : (await sizeOf(workspaceId)).size - maxSize;
      let removedCount = 0;
      while (!signal.aborted && (excess > 0 || before !== undefined)) {
        let oldest = ended(workspaceId)
          .select(['id', 'journal_key', 'ended_at', 'size'])
          .where(({ not }) => not(isNeeded))
          .orderBy('id')
          .limit(BATCH);
        if (excess <= 0 && before !== undefined) oldest = oldest.where('ended_at', '<', before);
        const batch: { id: string; journal_key: number }[] = [];
        for (const run of await oldest.execute()) {
          const isOld = before !== undefined && run.ended_at !== null && run.ended_at < before;
          if (!isOld && excess <= 0) continue;
          batch.push(run);
          excess -= run.size ?? 0;
        }
        if (batch.length === 0) break;
        await removeRuns(batch);
        removedCount += batch.length;
      }
      return removedCount;
    },

    /** Removes long values that no run has any more and that no other value is a change of. */
    async pruneValues(signal: AbortSignal): Promise<void> {
      for (let removed = 1; removed > 0 && !signal.aborted;) {
        const { numDeletedRows } = await query
          .deleteFrom('run_values')
          .where('hash', 'in', (values) =>
            values
              .selectFrom('run_values as value')
              .select('value.hash')
              .where('value.used_at', '<', clock() - VALUE_GRACE_MS)
              .where(({ not, exists, selectFrom }) =>
                not(
                  exists(
                    selectFrom('run_value_uses')
                      .select('hash')
                      .whereRef('run_value_uses.hash', '=', 'value.hash'),
                  ),
                ),
              )
              .where(({ not, exists, selectFrom }) =>
                not(
                  exists(
                    selectFrom('run_values as change')
                      .select('change.hash')
                      .whereRef('change.base', '=', 'value.hash'),
                  ),
                ),
              )
              .limit(BATCH),
          )
          .executeTakeFirst();
        removed = Number(numDeletedRows);
      }
    },

    /** Every workspace there is. */
    async workspaces(): Promise<WorkspaceId[]> {
      const rows = await query.selectFrom('workspaces').select('id').execute();
      return rows.map(({ id }) => id as WorkspaceId);
    },
  };
}
