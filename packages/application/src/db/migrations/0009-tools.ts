import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Tools that people of a workspace made, with their versions, and the names that forked tools got. */
export function toolsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('tools')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('document', 'text', (column) => column.notNull())
        .addColumn('revision', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addUniqueConstraint('tools_by_name', ['workspace_id', 'name'])
        .execute();
      await db.schema
        .createTable('tool_versions')
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('tool_id', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('document', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('tool_versions_pk', ['tool_id', 'number'])
        .execute();
      await db.schema
        .alterTable('forks')
        .addColumn('tool_names', 'text', (column) => column.notNull().defaultTo('{}'))
        .execute();
    },
  };
}
