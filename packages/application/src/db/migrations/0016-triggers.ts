import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Triggers, each time that one fired, and which one started a run. */
export function triggersMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('triggers')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('target_type', 'text', (column) => column.notNull())
        .addColumn('target_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('config', 'text', (column) => column.notNull())
        .addColumn('inputs', 'text', (column) => column.notNull())
        .addColumn('source', 'text')
        .addColumn('sealed_secret', 'text')
        .addColumn('is_enabled', 'integer', (column) => column.notNull())
        .addColumn('next_at', 'bigint')
        .addColumn('last_refusal', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('triggers_by_next_at').on('triggers').column('next_at').execute();
      await db.schema
        .createIndex('triggers_by_target')
        .on('triggers')
        .columns(['workspace_id', 'target_id'])
        .execute();
      await db.schema
        .createTable('trigger_firings')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('trigger_id', 'text', (column) => column.notNull())
        .addColumn('message_key', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('scheduled_for', 'bigint')
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('run_id', 'text')
        .addColumn('input', 'text')
        .addColumn('error', 'text')
        .addUniqueConstraint('trigger_firings_once', ['trigger_id', 'message_key'])
        .execute();
      await db.schema
        .createIndex('trigger_firings_by_status')
        .on('trigger_firings')
        .columns(['status', 'at'])
        .execute();
      await db.schema.alterTable('runs').addColumn('trigger_id', 'text').execute();
    },
  };
}
