/** Rows of knowledge bases and sources. Every read and write names the workspace. */
import type { KnowledgeBaseId, SourceId, WorkspaceId } from '@codexos/protocol/ids';
import {
  embedderSettingSchema,
  ingestSummarySchema,
  sourceKindSchema,
  type IngestSummary,
  type KnowledgeBase,
  type Source,
} from '@codexos/protocol/knowledge';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Database } from '../../db/database.ts';
import { parseOptionalColumn } from '../../db/json-columns.ts';
import type { KnowledgeBaseRow, SourceRow } from '../../db/schema.ts';

export type BaseRecord = Omit<KnowledgeBase, 'sources' | 'fileCount' | 'chunkCount'>;
export type SourceRecord = Omit<Source, 'progress'>;

export type KnowledgeRows = ReturnType<typeof createKnowledgeRows>;

export function createKnowledgeRows({ query }: Database, clock: () => number) {
  return {
    async listBases(workspaceId: WorkspaceId): Promise<BaseRecord[]> {
      const rows = await query
        .selectFrom('knowledge_bases')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .orderBy('updated_at', 'desc')
        .execute();
      return rows.map(toBase);
    },

    async getBase(workspaceId: WorkspaceId, baseId: string): Promise<BaseRecord> {
      const row = await query
        .selectFrom('knowledge_bases')
        .selectAll()
        .where('id', '=', baseId)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst();
      if (row) return toBase(row);
      throw new CodexError({
        code: 'KNOWLEDGE_BASE_NOT_FOUND',
        message: `There is no knowledge base ${baseId} in this workspace.`,
        hint: 'It may have been deleted; see the list of knowledge bases.',
      });
    },

    async createBase(
      workspaceId: WorkspaceId,
      { name, description }: { name: string; description: string },
    ): Promise<BaseRecord> {
      const row: KnowledgeBaseRow = {
        id: createId(),
        workspace_id: workspaceId,
        name,
        description,
        embedder: 'none',
        created_at: clock(),
        updated_at: clock(),
      };
      await query.insertInto('knowledge_bases').values(row).execute();
      return toBase(row);
    },

    async updateBase(
      workspaceId: WorkspaceId,
      baseId: string,
      change: {
        name?: string | undefined;
        description?: string | undefined;
        embedder?: KnowledgeBase['embedder'] | undefined;
      },
    ): Promise<void> {
      const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      await query
        .updateTable('knowledge_bases')
        .set({ ...set, updated_at: clock() })
        .where('id', '=', baseId)
        .where('workspace_id', '=', workspaceId)
        .execute();
    },

    async deleteBase(workspaceId: WorkspaceId, baseId: string): Promise<void> {
      await query
        .deleteFrom('sources')
        .where('knowledge_base_id', '=', baseId)
        .where('workspace_id', '=', workspaceId)
        .execute();
      await query
        .deleteFrom('knowledge_bases')
        .where('id', '=', baseId)
        .where('workspace_id', '=', workspaceId)
        .execute();
    },

    async listSources(workspaceId: WorkspaceId, baseId?: string): Promise<SourceRecord[]> {
      let rows = query
        .selectFrom('sources')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .orderBy('id');
      if (baseId !== undefined) rows = rows.where('knowledge_base_id', '=', baseId);
      return (await rows.execute()).map(toSource);
    },

    async getSource(workspaceId: WorkspaceId, sourceId: string): Promise<SourceRecord> {
      const row = await query
        .selectFrom('sources')
        .selectAll()
        .where('id', '=', sourceId)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst();
      if (row) return toSource(row);
      throw new CodexError({
        code: 'SOURCE_NOT_FOUND',
        message: `There is no source ${sourceId} in this workspace.`,
        hint: 'It may have been removed; see the knowledge base.',
      });
    },

    /** The embedder of a source's base, and all sources of that base. */
    async baseOf({
      id,
      knowledgeBaseId,
    }: Pick<SourceRecord, 'id' | 'knowledgeBaseId'>): Promise<
      Pick<BaseRecord, 'embedder'> & { sourceIds: string[] }
    > {
      const rows = await query
        .selectFrom('sources')
        .innerJoin('knowledge_bases', 'knowledge_bases.id', 'sources.knowledge_base_id')
        .select(['sources.id', 'knowledge_bases.embedder'])
        .where('sources.knowledge_base_id', '=', knowledgeBaseId)
        .orderBy('sources.id')
        .execute();
      const own = rows.find((row) => row.id === id);
      return {
        embedder: own ? embedderSettingSchema.parse(own.embedder) : 'none',
        sourceIds: rows.map((row) => row.id),
      };
    },

    /** Sources of every workspace whose reading was cut off by the end of the process. */
    async listInterrupted(): Promise<SourceRecord[]> {
      const rows = await query
        .selectFrom('sources')
        .selectAll()
        .where('is_reading', '=', 1)
        .orderBy('id')
        .execute();
      return rows.map(toSource);
    },

    async setReading(sourceId: string, isReading: boolean): Promise<void> {
      await query
        .updateTable('sources')
        .set({ is_reading: isReading ? 1 : 0 })
        .where('id', '=', sourceId)
        .execute();
    },

    async createSource(
      workspaceId: WorkspaceId,
      source: Pick<SourceRecord, 'knowledgeBaseId' | 'kind' | 'name' | 'location'>,
    ): Promise<SourceRecord> {
      const row: SourceRow = {
        id: createId(),
        workspace_id: workspaceId,
        knowledge_base_id: source.knowledgeBaseId,
        kind: source.kind,
        name: source.name,
        location: source.location,
        created_at: clock(),
        last_ingest: null,
        is_reading: 0,
      };
      await query.insertInto('sources').values(row).execute();
      return toSource(row);
    },

    async saveIngest(sourceId: string, summary: IngestSummary): Promise<void> {
      await query
        .updateTable('sources')
        .set({ last_ingest: JSON.stringify(summary) })
        .where('id', '=', sourceId)
        .execute();
    },

    async deleteSource(workspaceId: WorkspaceId, sourceId: string): Promise<void> {
      await query
        .deleteFrom('sources')
        .where('id', '=', sourceId)
        .where('workspace_id', '=', workspaceId)
        .execute();
    },
  };
}

function toBase(row: KnowledgeBaseRow): BaseRecord {
  return {
    id: row.id as KnowledgeBaseId,
    name: row.name,
    description: row.description,
    embedder: embedderSettingSchema.parse(row.embedder),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toSource(row: SourceRow): SourceRecord {
  const lastIngest = parseOptionalColumn(ingestSummarySchema, row.last_ingest);
  return {
    id: row.id as SourceId,
    knowledgeBaseId: row.knowledge_base_id as KnowledgeBaseId,
    kind: sourceKindSchema.parse(row.kind),
    name: row.name,
    location: row.location,
    createdAt: row.created_at,
    ...(lastIngest ? { lastIngest } : {}),
  };
}
