import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which one node of its flow a run ran, where it was not the whole flow. */
export function runNodesMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('runs').addColumn('node_id', 'text').execute();
    },
  };
}
