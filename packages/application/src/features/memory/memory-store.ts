/** The adapter of the engine's memory port: what agents remember, in the database. */
import type { MemoryStore } from '@codexos/agent-engine';
import type { MemoryEntry } from '@codexos/protocol/contracts/agents.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { Database } from '../../db/database.ts';

export function createMemoryStore({ query }: Database, workspaceId: WorkspaceId): MemoryStore {
  return {
    async write({ owner, key, value, at, maxEntries }) {
      const mine = {
        workspace_id: workspaceId,
        agent_id: owner.agentId,
        scope: owner.scope,
        scope_id: owner.scopeId,
      };
      const entries = () =>
        Object.entries(mine).reduce(
          (rows, [column, expected]) => rows.where(column as keyof typeof mine, '=', expected),
          query.deleteFrom('memories'),
        );
      if (value === null) {
        await entries().where('key', '=', key).execute();
        return;
      }
      await query
        .insertInto('memories')
        .values({ ...mine, key, value, updated_at: at })
        .onConflict((conflict) =>
          conflict
            .columns(['workspace_id', 'agent_id', 'scope', 'scope_id', 'key'])
            .doUpdateSet({ value, updated_at: at }),
        )
        .execute();
      const kept = query
        .selectFrom('memories')
        .select('key')
        .where('workspace_id', '=', workspaceId)
        .where('agent_id', '=', owner.agentId)
        .where('scope', '=', owner.scope)
        .where('scope_id', '=', owner.scopeId)
        .orderBy('updated_at', 'desc')
        .orderBy('key')
        .limit(maxEntries);
      await entries().where('key', 'not in', kept).execute();
    },

    async list(owner) {
      const rows = await query
        .selectFrom('memories')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('agent_id', '=', owner.agentId)
        .where('scope', '=', owner.scope)
        .where('scope_id', '=', owner.scopeId)
        .orderBy('updated_at', 'desc')
        .orderBy('key')
        .execute();
      return rows.map((row) => ({ key: row.key, value: row.value, updatedAt: row.updated_at }));
    },
  };
}

/** Everything that an agent remembers, for its page. */
export async function listAgentMemory(
  { query }: Database,
  { workspaceId, agentId }: { workspaceId: WorkspaceId; agentId: string },
): Promise<MemoryEntry[]> {
  const rows = await query
    .selectFrom('memories')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('agent_id', '=', agentId)
    .orderBy('updated_at', 'desc')
    .execute();
  return rows.map((row) => ({
    key: row.key,
    value: row.value,
    scope: row.scope as MemoryEntry['scope'],
    scopeId: row.scope_id,
    updatedAt: row.updated_at,
  }));
}

export interface ForgetOptions {
  workspaceId: WorkspaceId;
  agentId: string;
  key?: string | undefined;
  scope?: string | undefined;
  scopeId?: string | undefined;
}

/** Forgets what the given parts name; all of the agent's memory when only the agent is named. */
export async function forgetAgentMemory(
  { query }: Database,
  { workspaceId, agentId, key, scope, scopeId }: ForgetOptions,
): Promise<void> {
  let rows = query
    .deleteFrom('memories')
    .where('workspace_id', '=', workspaceId)
    .where('agent_id', '=', agentId);
  if (key !== undefined) rows = rows.where('key', '=', key);
  if (scope !== undefined) rows = rows.where('scope', '=', scope);
  if (scopeId !== undefined) rows = rows.where('scope_id', '=', scopeId);
  await rows.execute();
}
