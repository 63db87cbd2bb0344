import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which source a trigger watches, and how that was when it was looked at last. */
export function triggerSourcesMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('triggers').addColumn('watched_source_id', 'text').execute();
      await db.schema
        .createTable('trigger_sources')
        .addColumn('trigger_id', 'text', (column) => column.primaryKey())
        .addColumn('revision', 'integer', (column) => column.notNull())
        .addColumn('fingerprint', 'text', (column) => column.notNull())
        .addColumn('commit_id', 'text')
        .addColumn('files', 'text', (column) => column.notNull())
        .execute();
    },
  };
}
