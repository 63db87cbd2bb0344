import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Secrets in their envelopes, who used them, and what proves that the master key is the right one. */
export function vaultMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('vault_keys')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('salt', 'text')
        .addColumn('proof', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('secrets')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('description', 'text', (column) => column.notNull())
        .addColumn('grants', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('sealed', 'text')
        .addColumn('is_redacted', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addColumn('rotated_at', 'bigint', (column) => column.notNull())
        .addColumn('revoked_at', 'bigint')
        .addColumn('last_used_at', 'bigint')
        .addUniqueConstraint('secrets_by_name', ['workspace_id', 'name'])
        .execute();
      await db.schema
        .createTable('secret_versions')
        .addColumn('secret_id', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('secret_versions_pk', ['secret_id', 'number'])
        .execute();
      await db.schema
        .createTable('secret_uses')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('secret_id', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('consumer', 'text', (column) => column.notNull())
        .addColumn('host', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('run_id', 'text')
        .addColumn('agent_id', 'text')
        .execute();
      await db.schema
        .createIndex('secret_uses_by_secret')
        .on('secret_uses')
        .columns(['secret_id', 'id'])
        .execute();
    },
  };
}
