import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Questions that agents are tried on, and how each version did. */
export function agentEvaluationsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('agent_cases')
        .addColumn('agent_id', 'text', (column) => column.primaryKey())
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('cases', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('agent_evaluations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('agent_id', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('revision', 'integer', (column) => column.notNull())
        .addColumn('source', 'text')
        .addColumn('cases', 'text', (column) => column.notNull())
        .addColumn('results', 'text', (column) => column.notNull())
        .addColumn('message', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('ended_at', 'bigint')
        .execute();
      await db.schema
        .createIndex('agent_evaluations_by_agent')
        .on('agent_evaluations')
        .columns(['workspace_id', 'agent_id', 'version'])
        .execute();
    },
  };
}
