import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Events of chains as they were read, and up to which block. */
export function governanceMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('chain_cursors')
        .addColumn('network_id', 'text', (column) => column.primaryKey())
        .addColumn('block_number', 'bigint', (column) => column.notNull())
        .addColumn('block_hash', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('chain_events')
        .addColumn('network_id', 'text', (column) => column.notNull())
        .addColumn('block_number', 'bigint', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .addColumn('block_hash', 'text', (column) => column.notNull())
        .addColumn('transaction_hash', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('contract', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('args', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('chain_events_pk', ['network_id', 'block_number', 'log_index'])
        .execute();
    },
  };
}
