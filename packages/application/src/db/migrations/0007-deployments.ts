import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Deployments and what happened to them; a view beside the events keeps lists cheap. */
export function deploymentsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('deployments')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('view', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('deployments_by_workspace')
        .on('deployments')
        .columns(['workspace_id', 'id'])
        .execute();
      await db.schema
        .createTable('deployment_events')
        .addColumn('deployment_id', 'text', (column) => column.notNull())
        .addColumn('seq', 'integer', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('by', 'text')
        .addColumn('body', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('deployment_events_pk', ['deployment_id', 'seq'])
        .execute();
    },
  };
}
