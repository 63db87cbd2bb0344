/** Tools of workspaces and their versions in the database. Every read and write names the workspace. */
import type { ToolVersion } from '@codexos/protocol/contracts/tools.contract';
import type { ToolId, WorkspaceId } from '@codexos/protocol/ids';
import { toolDocumentSchema, type ToolDocument } from '@codexos/protocol/tool';
import { CodexError } from '@codexos/utils/errors';
import { stableJson } from '@codexos/utils/hash';
import { createId } from '@codexos/utils/ids';
import type { Database } from '../../db/database.ts';
import { parseColumn } from '../../db/json-columns.ts';
import type { ToolRow, ToolVersionRow } from '../../db/tools-schema.ts';

export interface ToolKey {
  workspaceId: WorkspaceId;
  toolId: string;
}

export interface ToolRecord {
  id: ToolId;
  document: ToolDocument;
  /** Number of the version that stands. */
  revision: number;
  createdAt: number;
  updatedAt: number;
}

/** Versions of one tool that are kept, the one that stands included. */
const KEPT_VERSIONS = 200;

/** Tools of one workspace; every flow and agent is checked against all of them. */
const MAX_TOOLS = 500;

export type WorkspaceToolStore = ReturnType<typeof createWorkspaceToolStore>;

export function createWorkspaceToolStore({ query }: Database, clock: () => number) {
  const rowsOf = (workspaceId: WorkspaceId) =>
    query.selectFrom('tools').selectAll().where('workspace_id', '=', workspaceId);

  const get = async ({ workspaceId, toolId }: ToolKey): Promise<ToolRecord> => {
    const row = await rowsOf(workspaceId).where('id', '=', toolId).executeTakeFirst();
    if (!row) throw toolNotFound(toolId);
    return toRecord(row);
  };

  const listVersions = async (key: ToolKey): Promise<ToolVersion[]> => {
    const { revision } = await get(key);
    const rows = await query
      .selectFrom('tool_versions')
      .selectAll()
      .where('tool_id', '=', key.toolId)
      .where('workspace_id', '=', key.workspaceId)
      .orderBy('number', 'desc')
      .execute();
    return rows.map((row) => toVersion(row, revision));
  };

  return {
    get,
    listVersions,

    async list(workspaceId: WorkspaceId): Promise<ToolRecord[]> {
      return (await rowsOf(workspaceId).orderBy('name').execute()).map(toRecord);
    },

    /** Throws LIMIT_REACHED when the workspace cannot take that many more. */
    async assertRoom(workspaceId: WorkspaceId, count: number): Promise<void> {
      const { there } = await query
        .selectFrom('tools')
        .select(({ fn }) => fn.countAll().as('there'))
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirstOrThrow();
      if (Number(there) + count <= MAX_TOOLS) return;
      throw new CodexError({
        code: 'LIMIT_REACHED',
        message: `A workspace holds at most ${MAX_TOOLS} tools, and this one has ${Number(there)}.`,
        hint: 'Delete some that nothing uses, or import fewer.',
      });
    },

    /** Throws CONFLICT when the workspace has a tool of that name. */
    async create(
      workspaceId: WorkspaceId,
      document: ToolDocument,
      id: string = createId(),
    ): Promise<ToolRecord> {
      const now = clock();
      const row: ToolRow = {
        id,
        workspace_id: workspaceId,
        name: document.name,
        document: JSON.stringify(document),
        revision: 1,
        created_at: now,
        updated_at: now,
      };
      await query.transaction().execute(async (transaction) => {
        const result = await transaction
          .insertInto('tools')
          .values(row)
          .onConflict((conflict) => conflict.columns(['workspace_id', 'name']).doNothing())
          .executeTakeFirst();
        if (Number(result.numInsertedOrUpdatedRows) === 0) throw nameTaken(document.name);
        await transaction.insertInto('tool_versions').values(toVersionRow(row)).execute();
      });
      return toRecord(row);
    },

    /**
     * Saves a document as the next version; one with the same content changes nothing. Throws CONFLICT when `revision`
     * is not the one last saved, and TOOL_INVALID for another name.
     */
    async update(key: ToolKey, document: ToolDocument, revision: number): Promise<ToolRecord> {
      const current = await get(key);
      if (current.document.name !== document.name) throw nameFixed(current.document.name);
      if (current.revision !== revision) throw savedElsewhere(current.revision, revision);
      if (stableJson(current.document) === stableJson(document)) return current;
      const now = clock();
      const next = revision + 1;
      const text = JSON.stringify(document);
      await query.transaction().execute(async (transaction) => {
        const result = await transaction
          .updateTable('tools')
          .set({ document: text, revision: next, updated_at: now })
          .where('id', '=', key.toolId)
          .where('workspace_id', '=', key.workspaceId)
          .where('revision', '=', revision)
          .executeTakeFirst();
        if (Number(result.numUpdatedRows) === 0) throw savedElsewhere(next, revision);
        await transaction
          .insertInto('tool_versions')
          .values({
            workspace_id: key.workspaceId,
            tool_id: key.toolId,
            number: next,
            document: text,
            created_at: now,
          })
          .execute();
        await transaction
          .deleteFrom('tool_versions')
          .where('tool_id', '=', key.toolId)
          .where('number', '<=', next - KEPT_VERSIONS)
          .execute();
      });
      return { ...current, document, revision: next, updatedAt: now };
    },

    async delete(key: ToolKey): Promise<void> {
      await get(key);
      await query.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('tool_versions')
          .where('tool_id', '=', key.toolId)
          .where('workspace_id', '=', key.workspaceId)
          .execute();
        await transaction
          .deleteFrom('tools')
          .where('id', '=', key.toolId)
          .where('workspace_id', '=', key.workspaceId)
          .execute();
      });
    },

    /** The document of one version. Throws FLOW_VERSION_NOT_FOUND. */
    async documentOf(key: ToolKey, number: number): Promise<ToolDocument> {
      const found = (await listVersions(key)).find((version) => version.number === number);
      if (found) return found.document;
      throw new CodexError({
        code: 'FLOW_VERSION_NOT_FOUND',
        message: `The tool has no version ${number}.`,
        hint: 'See its versions on its page.',
      });
    },
  };
}

function toRecord(row: ToolRow): ToolRecord {
  return {
    id: row.id as ToolId,
    document: parseColumn(toolDocumentSchema, row.document),
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toVersionRow({ id, workspace_id, revision, document, created_at }: ToolRow): ToolVersionRow {
  return { workspace_id, tool_id: id, number: revision, document, created_at };
}

function toVersion(row: ToolVersionRow, current: number): ToolVersion {
  return {
    number: row.number,
    createdAt: row.created_at,
    isCurrent: row.number === current,
    document: parseColumn(toolDocumentSchema, row.document),
  };
}

function toolNotFound(toolId: string): CodexError {
  return new CodexError({
    code: 'TOOL_NOT_FOUND',
    message: `There is no tool ${toolId} in this workspace.`,
    hint: 'It may have been deleted; see the list of tools.',
  });
}

function nameTaken(name: string): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: `There is a tool named ${name} already.`,
    hint: 'Choose another name.',
    details: { name },
  });
}

function nameFixed(name: string): CodexError {
  return new CodexError({
    code: 'TOOL_INVALID',
    message: `The tool is called ${name}, and flows and grants of secrets name it so.`,
    hint: 'Change its label, or make a new tool with another name.',
  });
}

function savedElsewhere(current: number, wanted: number): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: `The tool was saved elsewhere: it stands at version ${current}, this change was made on ${wanted}.`,
    hint: 'Load the tool again and repeat the change.',
    details: { revision: current },
  });
}
