/** What the rows of runs say about the queue: who waits since when, and who is at work. */
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { RunSummary } from '@codexos/protocol/contracts/runs.contract';
import type { Database } from '../../db/database.ts';
import type { QueuedRun } from '../runs/run-queue.ts';
import { SUMMARY_COLUMNS, toSummary } from '../runs/run-store.ts';

export type QueueStore = ReturnType<typeof createQueueStore>;

export function createQueueStore({ query }: Database) {
  const count = async (
    workspaceId: WorkspaceId,
    status: 'queued' | 'running' | 'paused',
  ): Promise<number> => {
    const row = await query
      .selectFrom('runs')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('workspace_id', '=', workspaceId)
      .where('status', '=', status)
      .executeTakeFirst();
    return Number(row?.count ?? 0);
  };

  return {
    count,

    /** When the oldest run that waits was created, epoch ms. */
    async oldestQueuedAt(workspaceId: WorkspaceId): Promise<number | undefined> {
      const row = await query
        .selectFrom('runs')
        .select(({ fn }) => fn.min('created_at').as('created_at'))
        .where('workspace_id', '=', workspaceId)
        .where('status', '=', 'queued')
        .executeTakeFirst();
      return row?.created_at ?? undefined;
    },

    /** Of every workspace: what the one queue holds. */
    async total(): Promise<{ queued: number; running: number }> {
      const rows = await query
        .selectFrom('runs')
        .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
        .where('status', 'in', ['queued', 'running'])
        .groupBy('status')
        .execute();
      const of = (status: string): number => Number(rows.find((row) => row.status === status)?.count ?? 0);
      return { queued: of('queued'), running: of('running') };
    },

    /** The run of a workspace that has waited the longest. */
    async nextOf(workspaceId: WorkspaceId): Promise<QueuedRun | undefined> {
      const row = await query
        .selectFrom('runs')
        .select(['id', 'trigger', 'epoch'])
        .where('workspace_id', '=', workspaceId)
        .where('status', '=', 'queued')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return (
        row && {
          ...{ id: row.id, workspaceId, epoch: row.epoch },
          trigger: row.trigger as RunSummary['trigger'],
        }
      );
    },

    /** Those that wait for a place, the longest waiting first. */
    async listQueued(workspaceId: WorkspaceId, limit: number): Promise<RunSummary[]> {
      const rows = await query
        .selectFrom('runs')
        .select(SUMMARY_COLUMNS)
        .where('workspace_id', '=', workspaceId)
        .where('status', '=', 'queued')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toSummary);
    },

    /** Who works on which of these runs, where several processes share the database. */
    async holders(runIds: readonly string[]): Promise<Map<string, string>> {
      if (runIds.length === 0) return new Map();
      const rows = await query
        .selectFrom('runs')
        .select(['id', 'lease_owner'])
        .where('id', 'in', runIds)
        .execute();
      return new Map(
        rows.flatMap(({ id, lease_owner: owner }) => (owner === null ? [] : [[id, owner] as const])),
      );
    },
  };
}
