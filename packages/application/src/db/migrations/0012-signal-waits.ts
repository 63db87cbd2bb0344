import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Paused nodes that wait for a signal, so that it finds them without reading journals. */
export function signalWaitsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('signal_waits')
        .addColumn('run_id', 'text', (column) => column.notNull())
        .addColumn('activation_id', 'text', (column) => column.notNull())
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('signal_waits_pk', ['run_id', 'activation_id'])
        .execute();
      await db.schema
        .createIndex('signal_waits_by_name')
        .on('signal_waits')
        .columns(['workspace_id', 'name', 'key'])
        .execute();
    },
  };
}
