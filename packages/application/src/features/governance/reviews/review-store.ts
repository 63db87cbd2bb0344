/** Which reviews of which proposals there are. What a review says is in the outputs of its run. */
import type { RunId, UserId, WorkspaceId } from '@codexos/protocol/ids';
import { wireErrorSchema, type WireError } from '@codexos/protocol/wire-error';
import type { Database } from '../../../db/database.ts';
import type { ProposalReviewRow } from '../../../db/governance-schema.ts';
import { parseOptionalColumn } from '../../../db/json-columns.ts';

export interface ReviewKey {
  workspaceId: WorkspaceId;
  networkId: string;
  proposalId: string;
}

export interface ReviewRecord extends ReviewKey {
  /** From 1. */
  number: number;
  trigger: 'automatic' | 'person';
  runId: RunId;
  model: string;
  requestedBy?: UserId;
  /** Why no run could be started. */
  error?: WireError;
  createdAt: number;
}

export type ReviewStore = ReturnType<typeof createReviewStore>;

/** The first review is number 1, whoever asks for it, so that only one of two processes gets to make it. */
const FIRST = 1;

export function createReviewStore({ query }: Database, clock: () => number) {
  const insert = async (record: Omit<ReviewRecord, 'createdAt'>): Promise<ReviewRecord | undefined> => {
    const made = { ...record, createdAt: clock() };
    const result = await query
      .insertInto('proposal_reviews')
      .values(toRow(made))
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'network_id', 'proposal_id', 'number']).doNothing(),
      )
      .executeTakeFirst();
    return Number(result.numInsertedOrUpdatedRows) === 1 ? made : undefined;
  };

  const list = async ({ workspaceId, networkId, proposalId }: ReviewKey): Promise<ReviewRecord[]> => {
    const rows = await query
      .selectFrom('proposal_reviews')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('network_id', '=', networkId)
      .where('proposal_id', '=', proposalId)
      .orderBy('number', 'desc')
      .execute();
    return rows.map(toRecord);
  };

  return {
    /** The newest first. */
    list,

    /** The first review of a proposal, without anybody asking; undefined when there is one already. */
    addAutomatic: (review: ReviewKey & { runId: RunId; model: string }): Promise<ReviewRecord | undefined> =>
      insert({ ...review, number: FIRST, trigger: 'automatic' }),

    /** One more, because a person asks. */
    async addForPerson(
      review: ReviewKey & { runId: RunId; model: string; requestedBy: UserId },
    ): Promise<ReviewRecord> {
      for (;;) {
        const [last] = await list(review);
        const number = last ? last.number + 1 : FIRST;
        const made = await insert({ ...review, number, trigger: 'person' });
        if (made) return made;
      }
    },

    async setError({ workspaceId, networkId, proposalId, number }: ReviewRecord, error: WireError) {
      await query
        .updateTable('proposal_reviews')
        .set({ error: JSON.stringify(error) })
        .where('workspace_id', '=', workspaceId)
        .where('network_id', '=', networkId)
        .where('proposal_id', '=', proposalId)
        .where('number', '=', number)
        .execute();
    },

    /** Proposals that have been reviewed in a workspace, or are being reviewed. */
    async listProposals(workspaceId: WorkspaceId, networkId: string): Promise<Set<string>> {
      const rows = await query
        .selectFrom('proposal_reviews')
        .select('proposal_id')
        .distinct()
        .where('workspace_id', '=', workspaceId)
        .where('network_id', '=', networkId)
        .execute();
      return new Set(rows.map(({ proposal_id }) => proposal_id));
    },

    /** Reviews whose process ended before it had started their run. */
    async listUnstarted(networkId: string): Promise<ReviewRecord[]> {
      const rows = await query
        .selectFrom('proposal_reviews')
        .leftJoin('runs', 'runs.id', 'proposal_reviews.run_id')
        .selectAll('proposal_reviews')
        .where('network_id', '=', networkId)
        .where('proposal_reviews.error', 'is', null)
        .where('runs.id', 'is', null)
        .execute();
      return rows.map(toRecord);
    },
  };
}

function toRow(record: ReviewRecord): ProposalReviewRow {
  return {
    workspace_id: record.workspaceId,
    network_id: record.networkId,
    proposal_id: record.proposalId,
    number: record.number,
    trigger: record.trigger,
    run_id: record.runId,
    model: record.model,
    requested_by: record.requestedBy ?? null,
    error: record.error ? JSON.stringify(record.error) : null,
    created_at: record.createdAt,
  };
}

function toRecord(row: ProposalReviewRow): ReviewRecord {
  const error = parseOptionalColumn(wireErrorSchema, row.error);
  return {
    workspaceId: row.workspace_id as WorkspaceId,
    networkId: row.network_id,
    proposalId: row.proposal_id,
    number: row.number,
    trigger: row.trigger === 'automatic' ? 'automatic' : 'person',
    runId: row.run_id as RunId,
    model: row.model,
    createdAt: row.created_at,
    ...(row.requested_by === null ? {} : { requestedBy: row.requested_by as UserId }),
    ...(error ? { error } : {}),
  };
}
