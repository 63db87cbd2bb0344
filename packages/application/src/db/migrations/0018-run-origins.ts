import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where a run goes on from another one: its id, how far, and what was changed. */
export function runOriginsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('runs').addColumn('origin', 'text').execute();
    },
  };
}
