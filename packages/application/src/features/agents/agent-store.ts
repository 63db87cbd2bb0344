/** Agents and their versions in the database. Every read and write names the workspace. */
import { agentConfigSchema, type AgentConfig } from '@codexos/protocol/agent';
import type { AgentSummary, AgentVersion } from '@codexos/protocol/contracts/agents.contract';
import type { AgentId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { sha256, stableJson } from '@codexos/utils/hash';
import { createId } from '@codexos/utils/ids';
import type { Database } from '../../db/database.ts';
import { parseColumn } from '../../db/json-columns.ts';
import type { AgentRow, AgentVersionRow } from '../../db/schema.ts';

export interface AgentKey {
  workspaceId: WorkspaceId;
  agentId: string;
}

export type AgentRecord = AgentSummary & { draft: AgentConfig; revision: number };

export type AgentStore = ReturnType<typeof createAgentStore>;

export function createAgentStore(database: Database, clock: () => number) {
  const { query } = database;

  const get = async ({ workspaceId, agentId }: AgentKey): Promise<AgentRecord> => {
    const row = await query
      .selectFrom('agents')
      .selectAll()
      .where('id', '=', agentId)
      .where('workspace_id', '=', workspaceId)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (!row) throw agentNotFound(agentId);
    return toRecord(row);
  };

  const listVersions = async (key: AgentKey): Promise<AgentVersion[]> => {
    const agent = await get(key);
    const rows = await query
      .selectFrom('agent_versions')
      .selectAll()
      .where('agent_id', '=', key.agentId)
      .where('workspace_id', '=', key.workspaceId)
      .orderBy('number', 'desc')
      .execute();
    return rows.map((row) => toVersion(row, agent.publishedVersion));
  };

  return {
    get,
    listVersions,

    async list(workspaceId: WorkspaceId): Promise<AgentRecord[]> {
      const rows = await query
        .selectFrom('agents')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('deleted_at', 'is', null)
        .orderBy('updated_at', 'desc')
        .execute();
      return rows.map(toRecord);
    },

    async create(
      workspaceId: WorkspaceId,
      agent: { name: string; description: string; config: AgentConfig },
      id: string = createId(),
    ): Promise<AgentRecord> {
      const row: AgentRow = {
        id,
        workspace_id: workspaceId,
        name: agent.name,
        description: agent.description,
        draft: JSON.stringify(agent.config),
        revision: 1,
        published_version: null,
        created_at: clock(),
        updated_at: clock(),
        deleted_at: null,
      };
      await query.insertInto('agents').values(row).execute();
      return toRecord(row);
    },

    /** Throws CONFLICT when `revision` is not the one last saved: nothing of either side is lost. */
    async update(
      key: AgentKey,
      change: {
        name?: string | undefined;
        description?: string | undefined;
        config?: AgentConfig | undefined;
        revision: number;
      },
    ): Promise<AgentRecord> {
      const result = await query
        .updateTable('agents')
        .set({
          ...(change.name === undefined ? {} : { name: change.name }),
          ...(change.description === undefined ? {} : { description: change.description }),
          ...(change.config === undefined ? {} : { draft: JSON.stringify(change.config) }),
          revision: change.revision + 1,
          updated_at: clock(),
        })
        .where('id', '=', key.agentId)
        .where('workspace_id', '=', key.workspaceId)
        .where('deleted_at', 'is', null)
        .where('revision', '=', change.revision)
        .executeTakeFirst();
      const current = await get(key);
      if (Number(result.numUpdatedRows) === 0) {
        throw new CodexError({
          code: 'CONFLICT',
          message: `The agent was saved elsewhere: it stands at revision ${current.revision}, this change was made on ${change.revision}.`,
          hint: 'Load the agent again and repeat the change.',
          details: { revision: current.revision },
        });
      }
      return current;
    },

    async delete(key: AgentKey): Promise<void> {
      await get(key);
      await query
        .updateTable('agents')
        .set({ deleted_at: clock() })
        .where('id', '=', key.agentId)
        .where('workspace_id', '=', key.workspaceId)
        .execute();
    },

    /** Cuts a version of the draft (or takes the one with the same content) and publishes it. */
    async publish(key: AgentKey, name: string | undefined): Promise<AgentVersion> {
      const agent = await get(key);
      const contentHash = sha256(stableJson(agent.draft));
      const versions = await listVersions(key);
      const latest = versions[0];
      const number = latest?.contentHash === contentHash ? latest.number : (latest?.number ?? 0) + 1;
      if (number !== latest?.number) {
        await query
          .insertInto('agent_versions')
          .values({
            workspace_id: key.workspaceId,
            agent_id: key.agentId,
            number,
            content_hash: contentHash,
            name: name ?? null,
            config: JSON.stringify(agent.draft),
            created_at: clock(),
          })
          .execute();
      }
      await query
        .updateTable('agents')
        .set({ published_version: number })
        .where('id', '=', key.agentId)
        .where('workspace_id', '=', key.workspaceId)
        .execute();
      const published = (await listVersions(key)).find((version) => version.number === number);
      if (!published) throw agentNotFound(key.agentId);
      return published;
    },

    /** The config of one version, or of the published one. Throws NOT_PUBLISHED or FLOW_VERSION_NOT_FOUND. */
    async configOf(
      key: AgentKey,
      version: number | 'latest',
    ): Promise<{ number: number; config: AgentConfig; name: string }> {
      const agent = await get(key);
      const versions = await listVersions(key);
      const found = versions.find((candidate) =>
        version === 'latest' ? candidate.isPublished : candidate.number === version,
      );
      if (found) return { number: found.number, config: found.config, name: agent.name };
      throw version === 'latest'
        ? new CodexError({
            code: 'NOT_PUBLISHED',
            message: `The agent ${agent.name} has no published version.`,
            hint: 'Publish it on its page.',
          })
        : new CodexError({
            code: 'FLOW_VERSION_NOT_FOUND',
            message: `The agent ${agent.name} has no version ${version}.`,
            hint: 'See its versions on its page.',
          });
    },
  };
}

function toRecord(row: AgentRow): AgentRecord {
  const draft = parseColumn(agentConfigSchema, row.draft);
  return {
    id: row.id as AgentId,
    name: row.name,
    description: row.description,
    model: draft.model,
    toolCount: draft.tools.length,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    draft,
    revision: row.revision,
    ...(row.published_version === null ? {} : { publishedVersion: row.published_version }),
  };
}

function toVersion(row: AgentVersionRow, published: number | undefined): AgentVersion {
  return {
    number: row.number,
    contentHash: row.content_hash,
    createdAt: row.created_at,
    isPublished: row.number === published,
    config: parseColumn(agentConfigSchema, row.config),
    ...(row.name === null ? {} : { name: row.name }),
  };
}

function agentNotFound(agentId: string): CodexError {
  return new CodexError({
    code: 'AGENT_NOT_FOUND',
    message: `There is no agent ${agentId} in this workspace.`,
    hint: 'It may have been deleted; see the list of agents.',
  });
}
