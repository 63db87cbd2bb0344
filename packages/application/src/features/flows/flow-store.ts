/** Flows and their versions in the database. Every read and write names the workspace. */
import type { FlowSummary, FlowVersionSummary } from '@codexos/protocol/contracts/flows.contract';
import { flowSchema, type Flow } from '@codexos/protocol/flow';
import type { FlowId, WorkspaceId } from '@codexos/protocol/ids';
import { runStatusSchema } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { parseColumn } from '../../db/json-columns.ts';
import { toPage, type Page } from '../../db/page.ts';
import type { FlowRow, FlowVersionRow } from '../../db/schema.ts';

export interface FlowKey {
  workspaceId: WorkspaceId;
  flowId: string;
}

export interface FlowRecord extends FlowKey {
  name: string;
  description: string;
  document: Uint8Array;
  draft: Flow;
  createdAt: number;
  updatedAt: number;
  publishedVersion?: number;
}

export type FlowStore = ReturnType<typeof createFlowStore>;

export function createFlowStore(database: Database) {
  const { query } = database;

  const summaries = (workspaceId: WorkspaceId) =>
    query
      .selectFrom('flows')
      .select(['id', 'name', 'description', 'node_count', 'created_at', 'updated_at', 'published_version'])
      .select((select) => [
        select
          .selectFrom('runs')
          .whereRef('runs.flow_id', '=', 'flows.id')
          .where('runs.node_id', 'is', null)
          .select(sql<string>`runs.id || ' ' || runs.status || ' ' || runs.created_at`.as('last_run'))
          .orderBy('runs.id', 'desc')
          .limit(1)
          .as('last_run'),
      ])
      .where('workspace_id', '=', workspaceId)
      .where('deleted_at', 'is', null);

  const rowOf = async ({ workspaceId, flowId }: FlowKey): Promise<FlowRow> => {
    const row = await query
      .selectFrom('flows')
      .selectAll()
      .where('id', '=', flowId)
      .where('workspace_id', '=', workspaceId)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (!row) throw flowNotFound(flowId);
    return row;
  };

  return {
    async list({
      workspaceId,
      search,
      cursor,
      limit,
    }: Page & { workspaceId: WorkspaceId; search?: string | undefined }) {
      let rows = summaries(workspaceId)
        .orderBy('updated_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1);
      if (search) rows = rows.where(sql`lower(name)`, 'like', `%${search.toLowerCase()}%`);
      const [at, id] = cursor?.split('_') ?? [];
      if (at !== undefined && id !== undefined) {
        rows = rows.where(({ eb, or, and }) =>
          or([
            eb('updated_at', '<', Number(at)),
            and([eb('updated_at', '=', Number(at)), eb('id', '<', id)]),
          ]),
        );
      }
      return toPage(await rows.execute(), {
        limit,
        cursorOf: (row) => `${row.updated_at}_${row.id}`,
        toItem: toSummary,
      });
    },

    /** The drafts of all flows of the workspace. */
    async listDrafts(workspaceId: WorkspaceId): Promise<Pick<FlowRecord, 'flowId' | 'name' | 'draft'>[]> {
      const rows = await query
        .selectFrom('flows')
        .select(['id', 'name', 'draft'])
        .where('workspace_id', '=', workspaceId)
        .where('deleted_at', 'is', null)
        .orderBy('name')
        .execute();
      return rows.map(({ id, name, draft }) => ({ flowId: id, name, draft: parseColumn(flowSchema, draft) }));
    },

    async summary({ workspaceId, flowId }: FlowKey): Promise<FlowSummary> {
      const row = await summaries(workspaceId).where('flows.id', '=', flowId).executeTakeFirst();
      if (!row) throw flowNotFound(flowId);
      return toSummary(row);
    },

    async get(key: FlowKey): Promise<FlowRecord> {
      const row = await rowOf(key);
      return {
        ...key,
        name: row.name,
        description: row.description,
        document: row.document,
        draft: parseColumn(flowSchema, row.draft),
        createdAt: row.created_at,
        updatedAt: row.updated_at,
        ...(row.published_version === null ? {} : { publishedVersion: row.published_version }),
      };
    },

    async create(record: Omit<FlowRecord, 'updatedAt' | 'publishedVersion'>): Promise<void> {
      await query
        .insertInto('flows')
        .values({
          id: record.flowId,
          workspace_id: record.workspaceId,
          ...draftColumns(record),
          created_at: record.createdAt,
          updated_at: record.createdAt,
          published_version: null,
          deleted_at: null,
        })
        .execute();
    },

    /** Saves the draft; the name lives in the document, so it moves with it. */
    async saveDraft(
      key: FlowKey,
      { document, draft, at }: { document: Uint8Array; draft: Flow; at: number },
    ): Promise<void> {
      await query
        .updateTable('flows')
        .set({ ...draftColumns({ document, draft }), updated_at: at })
        .where('id', '=', key.flowId)
        .where('workspace_id', '=', key.workspaceId)
        .execute();
    },

    /** Into the bin (`at` a time) or out of it (`at` null). Throws FLOW_NOT_FOUND. */
    async setDeleted(key: FlowKey, at: number | null): Promise<void> {
      const result = await query
        .updateTable('flows')
        .set({ deleted_at: at })
        .where('id', '=', key.flowId)
        .where('workspace_id', '=', key.workspaceId)
        .executeTakeFirst();
      if (Number(result.numUpdatedRows) === 0) throw flowNotFound(key.flowId);
    },

    async setPublished(key: FlowKey, number: number | null): Promise<void> {
      await rowOf(key);
      await query
        .updateTable('flows')
        .set({ published_version: number })
        .where('id', '=', key.flowId)
        .where('workspace_id', '=', key.workspaceId)
        .execute();
    },

    async listVersions(key: FlowKey): Promise<FlowVersionSummary[]> {
      const { published_version: published } = await rowOf(key);
      const rows = await query
        .selectFrom('flow_versions')
        .selectAll()
        .where('flow_id', '=', key.flowId)
        .where('workspace_id', '=', key.workspaceId)
        .orderBy('number', 'desc')
        .execute();
      return rows.map((row) => toVersionSummary(row, published));
    },

    async getVersion(key: FlowKey, number: number): Promise<FlowVersionSummary & { flow: Flow }> {
      const { published_version: published } = await rowOf(key);
      const row = await query
        .selectFrom('flow_versions')
        .selectAll()
        .where('flow_id', '=', key.flowId)
        .where('workspace_id', '=', key.workspaceId)
        .where('number', '=', number)
        .executeTakeFirst();
      if (!row) throw versionNotFound(number);
      return { ...toVersionSummary(row, published), flow: parseColumn(flowSchema, row.flow) };
    },

    async latestVersion(key: FlowKey): Promise<{ number: number; contentHash: string } | undefined> {
      const row = await query
        .selectFrom('flow_versions')
        .select(['number', 'content_hash'])
        .where('flow_id', '=', key.flowId)
        .where('workspace_id', '=', key.workspaceId)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && { number: row.number, contentHash: row.content_hash };
    },

    async insertVersion(
      key: FlowKey,
      version: { number: number; contentHash: string; name?: string | undefined; flow: Flow; at: number },
    ): Promise<void> {
      await query
        .insertInto('flow_versions')
        .values({
          workspace_id: key.workspaceId,
          flow_id: key.flowId,
          number: version.number,
          content_hash: version.contentHash,
          name: version.name ?? null,
          flow: JSON.stringify(version.flow),
          node_count: version.flow.nodes.length,
          created_at: version.at,
        })
        .execute();
    },

    async nameVersion(key: FlowKey, number: number, name: string): Promise<void> {
      await query
        .updateTable('flow_versions')
        .set({ name })
        .where('flow_id', '=', key.flowId)
        .where('workspace_id', '=', key.workspaceId)
        .where('number', '=', number)
        .execute();
    },
  };
}

function draftColumns({ document, draft }: { document: Uint8Array; draft: Flow }) {
  return {
    name: draft.name,
    description: draft.description,
    document: Buffer.from(document),
    draft: JSON.stringify(draft),
    node_count: draft.nodes.length,
  };
}

type SummaryRow = Pick<
  FlowRow,
  'id' | 'name' | 'description' | 'node_count' | 'created_at' | 'updated_at' | 'published_version'
> & {
  last_run: string | null;
};

function toSummary(row: SummaryRow): FlowSummary {
  const [id, status, at] = row.last_run?.split(' ') ?? [];
  return {
    id: row.id as FlowId,
    name: row.name,
    description: row.description,
    nodeCount: row.node_count,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.published_version === null ? {} : { publishedVersion: row.published_version }),
    ...(id === undefined ? {} : { lastRun: { id, status: runStatusSchema.parse(status), at: Number(at) } }),
  };
}

function toVersionSummary(row: FlowVersionRow, published: number | null): FlowVersionSummary {
  return {
    number: row.number,
    contentHash: row.content_hash,
    createdAt: row.created_at,
    isPublished: row.number === published,
    nodeCount: row.node_count,
    ...(row.name === null ? {} : { name: row.name }),
  };
}

function flowNotFound(flowId: string): CodexError {
  return new CodexError({
    code: 'FLOW_NOT_FOUND',
    message: `There is no flow ${flowId} in this workspace.`,
    hint: 'It may have been deleted; see the list of flows.',
  });
}

function versionNotFound(number: number): CodexError {
  return new CodexError({
    code: 'FLOW_VERSION_NOT_FOUND',
    message: `The flow has no version ${number}.`,
    hint: 'See the list of its versions.',
  });
}
