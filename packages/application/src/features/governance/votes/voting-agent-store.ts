/** Which agents may vote with which account, and how far. */
import type { AgentId, UserId, WorkspaceId } from '@codexos/protocol/ids';
import {
  voteAccountSchema,
  votePolicySchema,
  type VoteAccount,
  type VotePolicy,
} from '@codexos/protocol/vote-policy';
import { CodexError } from '@codexos/utils/errors';
import type { Database } from '../../../db/database.ts';
import type { VotingAgentRow } from '../../../db/governance-schema.ts';
import { parseColumn } from '../../../db/json-columns.ts';

export interface VotingAgentRecord {
  workspaceId: WorkspaceId;
  networkId: string;
  agentId: AgentId;
  account: VoteAccount;
  address: string;
  policy: VotePolicy;
  /** Grows by one with each change. */
  revision: number;
  setBy: UserId;
  setAt: number;
}

export interface VotingAgentKey {
  workspaceId: WorkspaceId;
  networkId: string;
  agentId: string;
}

export type VotingAgentStore = ReturnType<typeof createVotingAgentStore>;

export function createVotingAgentStore({ query }: Database, clock: () => number) {
  const find = async ({ workspaceId, networkId, agentId }: VotingAgentKey) => {
    const row = await query
      .selectFrom('voting_agents')
      .selectAll()
      .where('network_id', '=', networkId)
      .where('agent_id', '=', agentId)
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirst();
    return row && toRecord(row);
  };

  /** An account that was taken from an agent and given back must not begin to count anew. */
  const lastVotedOn = async ({ networkId, agentId }: VotingAgentKey): Promise<number> => {
    const row = await query
      .selectFrom('agent_votes')
      .select(({ fn }) => fn.max('policy_revision').as('revision'))
      .where('network_id', '=', networkId)
      .where('agent_id', '=', agentId)
      .executeTakeFirst();
    return Number(row?.revision ?? 0);
  };

  return {
    /** Undefined for an agent that has no account. */
    find,

    async list(networkId: string, workspaceId?: WorkspaceId): Promise<VotingAgentRecord[]> {
      const rows = await query
        .selectFrom('voting_agents')
        .selectAll()
        .where('network_id', '=', networkId)
        .$if(workspaceId !== undefined, (one) => one.where('workspace_id', '=', workspaceId ?? ''))
        .orderBy('agent_id')
        .execute();
      return rows.map(toRecord);
    },

    /** Sets account and policy. Throws CONFLICT when another agent votes with the account. */
    async put(change: Omit<VotingAgentRecord, 'revision' | 'setAt'>): Promise<VotingAgentRecord> {
      const last = Math.max((await find(change))?.revision ?? 0, await lastVotedOn(change));
      const address = change.address.toLowerCase();
      const record = { ...change, address, revision: last + 1, setAt: clock() };
      const { workspace_id: _workspace, network_id: _network, agent_id: _agent, ...columns } = toRow(record);
      await query.transaction().execute(async (transaction) => {
        const other = await transaction
          .selectFrom('voting_agents')
          .select('agent_id')
          .where('network_id', '=', change.networkId)
          .where('address', '=', columns.address)
          .where('agent_id', '!=', change.agentId)
          .executeTakeFirst();
        if (other) throw addressTaken(change.address);
        await transaction
          .insertInto('voting_agents')
          .values(toRow(record))
          .onConflict((conflict) => conflict.columns(['network_id', 'agent_id']).doUpdateSet(columns))
          .execute();
      });
      return record;
    },

    async remove({ workspaceId, networkId, agentId }: VotingAgentKey): Promise<boolean> {
      const result = await query
        .deleteFrom('voting_agents')
        .where('network_id', '=', networkId)
        .where('agent_id', '=', agentId)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst();
      return Number(result.numDeletedRows) > 0;
    },
  };
}

function toRow(record: VotingAgentRecord): VotingAgentRow {
  return {
    workspace_id: record.workspaceId,
    network_id: record.networkId,
    agent_id: record.agentId,
    account: JSON.stringify(record.account),
    address: record.address,
    policy: JSON.stringify(record.policy),
    revision: record.revision,
    set_by: record.setBy,
    set_at: record.setAt,
  };
}

function toRecord(row: VotingAgentRow): VotingAgentRecord {
  return {
    workspaceId: row.workspace_id as WorkspaceId,
    networkId: row.network_id,
    agentId: row.agent_id as AgentId,
    account: parseColumn(voteAccountSchema, row.account),
    address: row.address,
    policy: parseColumn(votePolicySchema, row.policy),
    revision: row.revision,
    setBy: row.set_by as UserId,
    setAt: row.set_at,
  };
}

function addressTaken(address: string): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: `Another agent votes with ${address}.`,
    hint: 'Choose another account, or take it from that agent first.',
  });
}
