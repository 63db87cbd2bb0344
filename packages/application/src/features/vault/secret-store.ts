/** Rows of secrets. Values are sealed before they come here and opened after they leave. */
import type { AgentId, RunId, SecretId, UserId, WorkspaceId } from '@codexos/protocol/ids';
import {
  secretGrantsSchema,
  type Secret,
  type SecretGrants,
  type SecretUse,
  type SecretVersion,
} from '@codexos/protocol/secret';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { parseColumn } from '../../db/json-columns.ts';
import type { SecretRow } from '../../db/schema.ts';

export interface SecretKey {
  workspaceId: WorkspaceId;
  secretId: string;
}

export type SecretRecord = Secret & { workspaceId: WorkspaceId; sealed: string | undefined };

export interface NewSecret {
  id: SecretId;
  workspaceId: WorkspaceId;
  name: string;
  description: string;
  grants: SecretGrants;
  sealed: string;
  isRedacted: boolean;
  createdBy: UserId;
}

/** How many uses of a secret are kept. */
const KEPT_USES = 200;

export type SecretStore = ReturnType<typeof createSecretStore>;

export function createSecretStore({ query }: Database, clock: () => number) {
  const get = async ({ workspaceId, secretId }: SecretKey): Promise<SecretRecord> => {
    const row = await query
      .selectFrom('secrets')
      .selectAll()
      .where('id', '=', secretId)
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirst();
    if (!row) throw secretNotFound(secretId);
    return toRecord(row);
  };

  return {
    get,

    async list(workspaceId: WorkspaceId): Promise<SecretRecord[]> {
      const rows = await query
        .selectFrom('secrets')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .orderBy('name')
        .execute();
      return rows.map(toRecord);
    },

    /** Of every workspace, for the redactor. */
    async listAll(): Promise<SecretRecord[]> {
      return (await query.selectFrom('secrets').selectAll().execute()).map(toRecord);
    },

    async find(workspaceId: WorkspaceId, name: string): Promise<SecretRecord | undefined> {
      const row = await query
        .selectFrom('secrets')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('name', '=', name)
        .executeTakeFirst();
      return row && toRecord(row);
    },

    /** Throws CONFLICT when the name is taken. */
    async create(secret: NewSecret): Promise<SecretRecord> {
      const now = clock();
      const result = await query.transaction().execute(async (transaction) => {
        const inserted = await transaction
          .insertInto('secrets')
          .values({
            id: secret.id,
            workspace_id: secret.workspaceId,
            name: secret.name,
            description: secret.description,
            grants: JSON.stringify(secret.grants),
            version: 1,
            sealed: secret.sealed,
            is_redacted: secret.isRedacted ? 1 : 0,
            created_at: now,
            created_by: secret.createdBy,
            rotated_at: now,
            revoked_at: null,
            last_used_at: null,
          })
          .onConflict((conflict) => conflict.columns(['workspace_id', 'name']).doNothing())
          .executeTakeFirst();
        if (Number(inserted.numInsertedOrUpdatedRows) === 0) return false;
        await transaction
          .insertInto('secret_versions')
          .values({ secret_id: secret.id, number: 1, created_at: now, created_by: secret.createdBy })
          .execute();
        return true;
      });
      if (!result) throw nameTaken(secret.name);
      return get({ workspaceId: secret.workspaceId, secretId: secret.id });
    },

    async update(
      key: SecretKey,
      change: { description?: string; grants?: SecretGrants },
    ): Promise<SecretRecord> {
      await get(key);
      const { description, grants } = change;
      if (description !== undefined || grants !== undefined) {
        await query
          .updateTable('secrets')
          .set({
            ...(description === undefined ? {} : { description }),
            ...(grants === undefined ? {} : { grants: JSON.stringify(grants) }),
          })
          .where('id', '=', key.secretId)
          .where('workspace_id', '=', key.workspaceId)
          .execute();
      }
      return get(key);
    },

    /** Puts a value sealed for version `number` in place. Throws CONFLICT when that version is there already. */
    async rotate(
      key: SecretKey,
      value: { number: number; sealed: string; isRedacted: boolean; by: UserId },
    ): Promise<SecretRecord> {
      const now = clock();
      const isDone = await query.transaction().execute(async (transaction) => {
        const updated = await transaction
          .updateTable('secrets')
          .set({
            version: value.number,
            sealed: value.sealed,
            is_redacted: value.isRedacted ? 1 : 0,
            rotated_at: now,
            revoked_at: null,
          })
          .where('id', '=', key.secretId)
          .where('workspace_id', '=', key.workspaceId)
          .where('version', '=', value.number - 1)
          .executeTakeFirst();
        if (Number(updated.numUpdatedRows) === 0) return false;
        await transaction
          .insertInto('secret_versions')
          .values({ secret_id: key.secretId, number: value.number, created_at: now, created_by: value.by })
          .execute();
        return true;
      });
      if (!isDone) throw rotatedElsewhere();
      return get(key);
    },

    async revoke(key: SecretKey): Promise<SecretRecord> {
      await get(key);
      await query
        .updateTable('secrets')
        .set({ sealed: null, revoked_at: clock() })
        .where('id', '=', key.secretId)
        .where('workspace_id', '=', key.workspaceId)
        .where('revoked_at', 'is', null)
        .execute();
      return get(key);
    },

    async delete(key: SecretKey): Promise<void> {
      await get(key);
      await query.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('secret_uses').where('secret_id', '=', key.secretId).execute();
        await transaction.deleteFrom('secret_versions').where('secret_id', '=', key.secretId).execute();
        await transaction.deleteFrom('secrets').where('id', '=', key.secretId).execute();
      });
    },

    async versions(secret: Pick<SecretRecord, 'id' | 'version' | 'revokedAt'>): Promise<SecretVersion[]> {
      const rows = await query
        .selectFrom('secret_versions')
        .selectAll()
        .where('secret_id', '=', secret.id)
        .orderBy('number', 'desc')
        .execute();
      return rows.map((row) => ({
        number: row.number,
        createdAt: row.created_at,
        createdBy: row.created_by as UserId,
        isCurrent: row.number === secret.version && secret.revokedAt === undefined,
      }));
    },

    async uses(secretId: SecretId): Promise<SecretUse[]> {
      const rows = await query
        .selectFrom('secret_uses')
        .selectAll()
        .where('secret_id', '=', secretId)
        .orderBy('id', 'desc')
        .limit(KEPT_USES)
        .execute();
      return rows.map((row) => ({
        at: row.at,
        kind: row.kind === 'provider' ? 'provider' : 'tool',
        consumer: row.consumer,
        host: row.host,
        version: row.version,
        ...(row.run_id === null ? {} : { runId: row.run_id as RunId }),
        ...(row.agent_id === null ? {} : { agentId: row.agent_id as AgentId }),
      }));
    },

    /** Notes a use; the oldest beyond the last 200 are dropped. */
    async addUse(secretId: SecretId, use: Omit<SecretUse, 'at'>): Promise<void> {
      const at = clock();
      await query
        .insertInto('secret_uses')
        .values({
          id: createId(),
          secret_id: secretId,
          at,
          kind: use.kind,
          consumer: use.consumer,
          host: use.host,
          version: use.version,
          run_id: use.runId ?? null,
          agent_id: use.agentId ?? null,
        })
        .execute();
      await query.updateTable('secrets').set({ last_used_at: at }).where('id', '=', secretId).execute();
      await sql`delete from secret_uses where secret_id = ${secretId} and id < (
        select id from secret_uses where secret_id = ${secretId} order by id desc limit 1 offset ${KEPT_USES - 1})`.execute(
        query,
      );
    },
  };
}

function toRecord(row: SecretRow): SecretRecord {
  return {
    id: row.id as SecretId,
    workspaceId: row.workspace_id as WorkspaceId,
    name: row.name,
    description: row.description,
    grants: parseColumn(secretGrantsSchema, row.grants),
    version: row.version,
    sealed: row.sealed ?? undefined,
    createdAt: row.created_at,
    createdBy: row.created_by as UserId,
    rotatedAt: row.rotated_at,
    isRedacted: row.is_redacted === 1,
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
  };
}

function secretNotFound(secretId: string): CodexError {
  return new CodexError({
    code: 'SECRET_NOT_FOUND',
    message: `There is no secret ${secretId} in this workspace.`,
    hint: 'It may have been deleted; see the vault.',
  });
}

function nameTaken(name: string): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: `There is a secret named ${name} already.`,
    hint: 'Rotate it to give it another value, or choose another name.',
    details: { name },
  });
}

function rotatedElsewhere(): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: 'The secret was rotated by somebody else in this moment.',
    hint: 'Load the vault again; rotate once more if the value should be yours.',
  });
}
