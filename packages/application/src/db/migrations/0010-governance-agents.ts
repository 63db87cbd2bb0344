import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Reviews of proposals, agents that may vote, and their votes. */
export function governanceAgentsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('proposal_reviews')
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('network_id', 'text', (column) => column.notNull())
        .addColumn('proposal_id', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('trigger', 'text', (column) => column.notNull())
        .addColumn('run_id', 'text', (column) => column.notNull())
        .addColumn('model', 'text', (column) => column.notNull())
        .addColumn('requested_by', 'text')
        .addColumn('error', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('proposal_reviews_pk', [
          'workspace_id',
          'network_id',
          'proposal_id',
          'number',
        ])
        .execute();
      await db.schema
        .createTable('voting_agents')
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('network_id', 'text', (column) => column.notNull())
        .addColumn('agent_id', 'text', (column) => column.notNull())
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('policy', 'text', (column) => column.notNull())
        .addColumn('revision', 'integer', (column) => column.notNull())
        .addColumn('set_by', 'text', (column) => column.notNull())
        .addColumn('set_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('voting_agents_pk', ['network_id', 'agent_id'])
        .addUniqueConstraint('voting_agents_by_address', ['network_id', 'address'])
        .execute();
      await db.schema
        .createTable('agent_votes')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('workspace_id', 'text', (column) => column.notNull())
        .addColumn('network_id', 'text', (column) => column.notNull())
        .addColumn('proposal_id', 'text', (column) => column.notNull())
        .addColumn('agent_id', 'text', (column) => column.notNull())
        .addColumn('voter', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('policy_revision', 'integer', (column) => column.notNull())
        .addColumn('review_number', 'integer')
        .addColumn('run_id', 'text')
        .addColumn('support', 'text')
        .addColumn('reason', 'text')
        .addColumn('due_at', 'bigint')
        .addColumn('signed', 'text')
        .addColumn('transaction_hash', 'text')
        .addColumn('signed_at', 'bigint')
        .addColumn('note', 'text')
        .addColumn('error', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addUniqueConstraint('agent_votes_once', ['network_id', 'proposal_id', 'agent_id'])
        .execute();
      await db.schema
        .createIndex('agent_votes_by_workspace')
        .on('agent_votes')
        .columns(['workspace_id', 'network_id', 'id'])
        .execute();
    },
  };
}
