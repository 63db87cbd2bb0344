import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What was published here, the keys that signed it, what was forked, and the registries that were added. */
export function marketplaceMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('listings')
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('slug', 'text', (column) => column.notNull())
        .addColumn('version', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('file', 'text', (column) => column.notNull())
        .addColumn('content_hash', 'text', (column) => column.notNull())
        .addColumn('published_by', 'text', (column) => column.notNull())
        .addColumn('published_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('listings_pk', ['slug', 'version'])
        .execute();
      await db.schema
        .createTable('author_keys')
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('public_key', 'text', (column) => column.notNull())
        .addColumn('sealed', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('author_keys_pk', ['workspace_id', 'user_id'])
        .execute();
      await db.schema
        .createTable('forks')
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('registry', 'text')
        .addColumn('lineage', 'text', (column) => column.notNull())
        .addColumn('content', 'text', (column) => column.notNull())
        .addColumn('agent_ids', 'text', (column) => column.notNull())
        .addColumn('forked_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('forks_pk', ['workspace_id', 'id'])
        .execute();
      await db.schema
        .createTable('registries')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('location', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addUniqueConstraint('registries_by_location', ['workspace_id', 'location'])
        .execute();
    },
  };
}
