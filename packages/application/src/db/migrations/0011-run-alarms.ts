import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When a paused run goes on by itself, epoch ms. */
export function runAlarmsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('runs').addColumn('wake_at', 'bigint').execute();
      await db.schema
        .createIndex('runs_by_wake_at')
        .on('runs')
        .column('wake_at')
        .where(sql<boolean>`wake_at is not null`)
        .execute();
    },
  };
}
