import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { DatabaseKind } from '../database.ts';

/** Called flows that came along with a fork, memberships that a group gives, and an audit log that nothing empties. */
export function estateMigration(kind: DatabaseKind): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .alterTable('forks')
        .addColumn('flow_ids', 'text', (column) => column.notNull().defaultTo('{}'))
        .execute();
      await db.schema
        .alterTable('members')
        .addColumn('is_by_group', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
      // A trigger for each row does not see `truncate`. SQLite has no such statement.
      if (kind === 'postgres')
        await sql
          .raw(
            `create trigger audit_entries_no_truncate before truncate on audit_entries
              for each statement execute function audit_entries_append_only()`,
          )
          .execute(db);
    },
  };
}
