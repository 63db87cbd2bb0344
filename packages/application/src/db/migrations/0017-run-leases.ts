import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who works on a run and until when, and the processes that work. */
export function runLeasesMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('runs').addColumn('lease_owner', 'text').execute();
      await db.schema.alterTable('runs').addColumn('lease_until', 'bigint').execute();
      await db.schema
        .createIndex('runs_unfinished')
        .on('runs')
        .columns(['status', 'id'])
        .where(sql<boolean>`status in ('queued', 'running', 'paused')`)
        .execute();
      await db.schema
        .createTable('workers')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('host', 'text', (column) => column.notNull())
        .addColumn('pid', 'integer', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('version', 'text', (column) => column.notNull())
        .addColumn('concurrency', 'integer', (column) => column.notNull())
        .addColumn('running_count', 'integer', (column) => column.notNull())
        .addColumn('started_at', 'bigint', (column) => column.notNull())
        .addColumn('seen_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('duties')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('held_until', 'bigint', (column) => column.notNull())
        .execute();
    },
  };
}
