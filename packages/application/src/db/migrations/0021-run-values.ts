import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Long values of runs, each once by its hash; which run has which; where in an event they belong; what a run takes up. */
export function runValuesMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('run_events').addColumn('places', 'text').execute();
      await db.schema.alterTable('runs').addColumn('size', 'bigint').execute();
      await db.schema
        .createTable('run_values')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('length', 'integer', (column) => column.notNull())
        .addColumn('base', 'text')
        .addColumn('depth', 'integer', (column) => column.notNull())
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('used_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('run_values_by_base').on('run_values').column('base').execute();
      await db.schema
        .createTable('run_value_uses')
        .addColumn('journal_key', 'bigint', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('run_value_uses_pk', ['journal_key', 'hash'])
        .execute();
      await db.schema.createIndex('run_value_uses_by_hash').on('run_value_uses').column('hash').execute();
    },
  };
}
