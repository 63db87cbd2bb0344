import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { DatabaseKind } from '../database.ts';

/** Vectors of a source that a model made, named by the embedder that made them. */
export function sourceVectorsMigration(kind: DatabaseKind): Migration {
  const bytes = kind === 'postgres' ? 'bytea' : 'blob';
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('source_vectors')
        .addColumn('source_id', 'text', (column) => column.primaryKey())
        .addColumn('embedder_id', 'text', (column) => column.notNull())
        .addColumn('vectors', bytes, (column) => column.notNull())
        .execute();
    },
  };
}
