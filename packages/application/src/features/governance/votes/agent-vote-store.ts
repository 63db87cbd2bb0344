/** Votes of agents, each in one row that moves from state to state; a move that comes too late is refused. */
import { supportSchema, type Support } from '@codexos/protocol/governance';
import type { AgentId, RunId, WorkspaceId } from '@codexos/protocol/ids';
import { agentVoteStateSchema, type AgentVoteState } from '@codexos/protocol/vote-policy';
import { wireErrorSchema, type WireError } from '@codexos/protocol/wire-error';
import { createId } from '@codexos/utils/ids';
import type { Database } from '../../../db/database.ts';
import type { AgentVoteRow } from '../../../db/governance-schema.ts';
import { parseOptionalColumn } from '../../../db/json-columns.ts';

export interface AgentVotePlace {
  workspaceId: WorkspaceId;
  networkId: string;
  proposalId: string;
  agentId: AgentId;
}

export interface AgentVoteFacts {
  state: AgentVoteState;
  policyRevision: number;
  reviewNumber?: number | undefined;
  runId?: RunId | undefined;
  support?: Support | undefined;
  reason?: string | undefined;
  /** By the chain's clock. */
  dueAt?: number | undefined;
  signed?: string | undefined;
  transaction?: string | undefined;
  /** By the chain's clock. */
  signedAt?: number | undefined;
  note?: string | undefined;
  error?: WireError | undefined;
}

export interface AgentVoteRecord extends AgentVotePlace, AgentVoteFacts {
  id: string;
  voter: string;
  createdAt: number;
  updatedAt: number;
}

export type AgentVoteStore = ReturnType<typeof createAgentVoteStore>;

/** Votes that are shown; older ones stay in the audit log. */
const MAX_LISTED = 200;

export function createAgentVoteStore({ query }: Database, clock: () => number) {
  return {
    async find({ networkId, proposalId, agentId }: AgentVotePlace): Promise<AgentVoteRecord | undefined> {
      const row = await query
        .selectFrom('agent_votes')
        .selectAll()
        .where('network_id', '=', networkId)
        .where('proposal_id', '=', proposalId)
        .where('agent_id', '=', agentId)
        .executeTakeFirst();
      return row && toRecord(row);
    },

    async get(workspaceId: WorkspaceId, id: string): Promise<AgentVoteRecord | undefined> {
      const row = await query
        .selectFrom('agent_votes')
        .selectAll()
        .where('id', '=', id)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst();
      return row && toRecord(row);
    },

    /** The newest first. */
    async list(
      workspaceId: WorkspaceId,
      networkId: string,
      filter: { proposalId?: string | undefined; agentId?: string | undefined } = {},
    ): Promise<AgentVoteRecord[]> {
      const { proposalId, agentId } = filter;
      const rows = await query
        .selectFrom('agent_votes')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('network_id', '=', networkId)
        .$if(proposalId !== undefined, (one) => one.where('proposal_id', '=', proposalId ?? ''))
        .$if(agentId !== undefined, (one) => one.where('agent_id', '=', agentId ?? ''))
        .orderBy('id', 'desc')
        .limit(MAX_LISTED)
        .execute();
      return rows.map(toRecord);
    },

    /** Votes that are on their way, of every workspace. */
    async listUnsettled(networkId: string): Promise<AgentVoteRecord[]> {
      const rows = await query
        .selectFrom('agent_votes')
        .selectAll()
        .where('network_id', '=', networkId)
        .where('state', 'in', ['deciding', 'waiting', 'casting'])
        .orderBy('id')
        .execute();
      return rows.map(toRecord);
    },

    /** Begins a vote; undefined when the agent has one on the proposal already. */
    async add(
      place: AgentVotePlace & { voter: string },
      facts: AgentVoteFacts,
    ): Promise<AgentVoteRecord | undefined> {
      const at = clock();
      const record = { ...place, ...facts, id: createId<string>(), createdAt: at, updatedAt: at };
      const result = await query
        .insertInto('agent_votes')
        .values(toRow(record))
        .onConflict((conflict) => conflict.columns(['network_id', 'proposal_id', 'agent_id']).doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows) === 1 ? record : undefined;
    },

    /**
     * Moves a vote on from where it was read. What `facts` leaves out is forgotten. Undefined when it has moved in
     * the meantime.
     */
    async move(
      vote: AgentVoteRecord,
      facts: AgentVoteFacts & { voter?: string },
    ): Promise<AgentVoteRecord | undefined> {
      const { voter = vote.voter, ...rest } = facts;
      const { id, workspaceId, networkId, proposalId, agentId, createdAt } = vote;
      const place = { id, workspaceId, networkId, proposalId, agentId, createdAt };
      // Never the same moment twice, so that it tells one move from the next.
      const updatedAt = Math.max(clock(), vote.updatedAt + 1);
      const moved: AgentVoteRecord = { ...place, voter, ...rest, updatedAt };
      const result = await query
        .updateTable('agent_votes')
        .set(toRow(moved))
        .where('id', '=', vote.id)
        .where('state', '=', vote.state)
        .where('updated_at', '=', vote.updatedAt)
        .executeTakeFirst();
      return Number(result.numUpdatedRows) === 1 ? moved : undefined;
    },

    /** When an agent has signed votes after a moment of the chain's clock, the oldest first. */
    async listSignedAt(networkId: string, agentId: string, after: number): Promise<number[]> {
      const rows = await query
        .selectFrom('agent_votes')
        .select('signed_at')
        .where('network_id', '=', networkId)
        .where('agent_id', '=', agentId)
        .where('state', 'in', ['casting', 'cast'])
        .where('signed_at', '>', after)
        .orderBy('signed_at')
        .execute();
      return rows.map(({ signed_at }) => Number(signed_at));
    },
  };
}

function toRow(record: AgentVoteRecord): AgentVoteRow {
  return {
    id: record.id,
    workspace_id: record.workspaceId,
    network_id: record.networkId,
    proposal_id: record.proposalId,
    agent_id: record.agentId,
    voter: record.voter,
    state: record.state,
    policy_revision: record.policyRevision,
    review_number: record.reviewNumber ?? null,
    run_id: record.runId ?? null,
    support: record.support ?? null,
    reason: record.reason ?? null,
    due_at: record.dueAt ?? null,
    signed: record.signed ?? null,
    transaction_hash: record.transaction ?? null,
    signed_at: record.signedAt ?? null,
    note: record.note ?? null,
    error: record.error ? JSON.stringify(record.error) : null,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
  };
}

function toRecord(row: AgentVoteRow): AgentVoteRecord {
  return {
    id: row.id,
    workspaceId: row.workspace_id as WorkspaceId,
    networkId: row.network_id,
    proposalId: row.proposal_id,
    agentId: row.agent_id as AgentId,
    voter: row.voter,
    state: agentVoteStateSchema.parse(row.state),
    policyRevision: row.policy_revision,
    reviewNumber: row.review_number ?? undefined,
    runId: (row.run_id as RunId | null) ?? undefined,
    support: row.support === null ? undefined : supportSchema.parse(row.support),
    reason: row.reason ?? undefined,
    dueAt: row.due_at ?? undefined,
    signed: row.signed ?? undefined,
    transaction: row.transaction_hash ?? undefined,
    signedAt: row.signed_at ?? undefined,
    note: row.note ?? undefined,
    error: parseOptionalColumn(wireErrorSchema, row.error),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
