/** How a watched source was when its trigger looked at it last. */
import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import { parseColumn } from '../../db/json-columns.ts';
import type { SourceFiles } from './source-changes.ts';
import { insertFiring, type NewFiring, type TriggerRecord } from './trigger-store.ts';

export interface SeenState {
  fingerprint: string;
  commit: string | undefined;
  files: SourceFiles;
}

export type SourceStateStore = ReturnType<typeof createSourceStateStore>;

const filesSchema = z.record(z.string(), z.string());

export function createSourceStateStore({ query }: Database, clock: () => number) {
  return {
    /** Without the files, which may be many. */
    async get(triggerId: string): Promise<{ revision: number; fingerprint: string } | undefined> {
      return query
        .selectFrom('trigger_sources')
        .select(['revision', 'fingerprint'])
        .where('trigger_id', '=', triggerId)
        .executeTakeFirst();
    },

    async whole(triggerId: string): Promise<SeenState | undefined> {
      const row = await query
        .selectFrom('trigger_sources')
        .selectAll()
        .where('trigger_id', '=', triggerId)
        .executeTakeFirst();
      return (
        row && {
          fingerprint: row.fingerprint,
          commit: row.commit_id ?? undefined,
          files: parseColumn(filesSchema, row.files),
        }
      );
    },

    /**
     * Notes what was seen and what fires for it, together, so that a crash loses neither. Only one of several looks
     * that began with the same state gets `true`.
     */
    async settle(
      trigger: TriggerRecord,
      { revision, seen, firing }: { revision: number | undefined; seen: SeenState; firing?: NewFiring },
    ): Promise<boolean> {
      const columns = {
        fingerprint: seen.fingerprint,
        commit_id: seen.commit ?? null,
        files: JSON.stringify(seen.files),
      };
      return query.transaction().execute(async (transaction) => {
        const count =
          revision === undefined
            ? (
                await transaction
                  .insertInto('trigger_sources')
                  .values({ trigger_id: trigger.id, revision: 1, ...columns })
                  .onConflict((conflict) => conflict.column('trigger_id').doNothing())
                  .executeTakeFirst()
              ).numInsertedOrUpdatedRows
            : (
                await transaction
                  .updateTable('trigger_sources')
                  .set({ revision: revision + 1, ...columns })
                  .where('trigger_id', '=', trigger.id)
                  .where('revision', '=', revision)
                  .executeTakeFirst()
              ).numUpdatedRows;
        if (Number(count) !== 1) return false;
        if (firing) await insertFiring(transaction, { trigger, firing, at: clock() });
        return true;
      });
    },

    /** The next look only notes how the source is: what changed before is not made up for. */
    async forget(triggerId: string): Promise<void> {
      await query.deleteFrom('trigger_sources').where('trigger_id', '=', triggerId).execute();
    },
  };
}
