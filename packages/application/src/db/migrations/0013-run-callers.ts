import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What whoever started a run through the API said before, and offers: messages, tools, instructions. */
export function runCallersMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('runs').addColumn('caller', 'text').execute();
    },
  };
}
