/** The one local user, browser sessions and API tokens. Only hashes of tokens are stored. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Role, Session } from '@codexos/protocol/contracts/session.contract';
import type { ApiToken } from '@codexos/protocol/contracts/settings.contract';
import type { ApiTokenId, UserId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { sha256 } from '@codexos/utils/hash';
import { createId } from '@codexos/utils/ids';
import type { Database } from '../../db/database.ts';
import type { Principal } from '../../guard/principal.ts';

const SESSION_LIFETIME_MS = 30 * 24 * 3_600_000;
const TOKEN_PREFIX = 'cdx_';

export type SessionStore = ReturnType<typeof createSessionStore>;

export function createSessionStore(database: Database, clock: () => number) {
  const { query } = database;
  return {
    /** The local user as principal; user, workspace and membership are made on the first start. */
    async localPrincipal(): Promise<Principal> {
      const member = await query
        .selectFrom('members')
        .selectAll()
        .orderBy('created_at')
        .limit(1)
        .executeTakeFirst();
      if (member) return toPrincipal('user', member);
      const created = { workspace_id: createId(), user_id: createId(), role: 'admin', created_at: clock() };
      await query.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('workspaces')
          .values({ id: created.workspace_id, name: 'Local workspace', created_at: clock() })
          .execute();
        await transaction
          .insertInto('users')
          .values({ id: created.user_id, name: 'Local user', created_at: clock() })
          .execute();
        await transaction.insertInto('members').values(created).execute();
      });
      return toPrincipal('user', created);
    },

    /** A new browser session; the returned value goes into the cookie and is stored as a hash. */
    async create(principal: Principal): Promise<{ value: string; expiresAt: number }> {
      const value = randomBytes(32).toString('base64url');
      const expiresAt = clock() + SESSION_LIFETIME_MS;
      await query
        .insertInto('sessions')
        .values({
          token_hash: sha256(value),
          user_id: principal.userId,
          workspace_id: principal.workspaceId,
          created_at: clock(),
          expires_at: expiresAt,
        })
        .execute();
      await query.deleteFrom('sessions').where('expires_at', '<', clock()).execute();
      return { value, expiresAt };
    },

    async end(value: string): Promise<void> {
      await query.deleteFrom('sessions').where('token_hash', '=', sha256(value)).execute();
    },

    /** Who the cookie's value belongs to; undefined when it is unknown or over. */
    async principalOfSession(value: string): Promise<Principal | undefined> {
      const row = await query
        .selectFrom('sessions')
        .innerJoin('members', (join) =>
          join
            .onRef('members.user_id', '=', 'sessions.user_id')
            .onRef('members.workspace_id', '=', 'sessions.workspace_id'),
        )
        .select(['members.user_id', 'members.workspace_id', 'members.role'])
        .where('sessions.token_hash', '=', sha256(value))
        .where('sessions.expires_at', '>', clock())
        .executeTakeFirst();
      return row && toPrincipal('user', row);
    },

    /** Who an API token belongs to; undefined when it is unknown or revoked. */
    async principalOfApiToken(value: string): Promise<Principal | undefined> {
      if (!value.startsWith(TOKEN_PREFIX)) return undefined;
      const row = await query
        .selectFrom('api_tokens')
        .innerJoin('members', (join) =>
          join
            .onRef('members.user_id', '=', 'api_tokens.user_id')
            .onRef('members.workspace_id', '=', 'api_tokens.workspace_id'),
        )
        .select(['api_tokens.id', 'members.user_id', 'members.workspace_id', 'members.role'])
        .where('api_tokens.token_hash', '=', sha256(value))
        .executeTakeFirst();
      if (!row) return undefined;
      await query.updateTable('api_tokens').set({ last_used_at: clock() }).where('id', '=', row.id).execute();
      return toPrincipal('api-token', row);
    },

    async describe(principal: Principal): Promise<Session> {
      const row = await query
        .selectFrom('members')
        .innerJoin('users', 'users.id', 'members.user_id')
        .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
        .select(['users.name as user_name', 'workspaces.name as workspace_name', 'members.role'])
        .where('members.user_id', '=', principal.userId)
        .where('members.workspace_id', '=', principal.workspaceId)
        .executeTakeFirstOrThrow();
      return {
        userId: principal.userId,
        userName: row.user_name,
        workspaceId: principal.workspaceId,
        workspaceName: row.workspace_name,
        role: row.role as Role,
        mode: 'local',
      };
    },

    async listTokens(workspaceId: WorkspaceId): Promise<ApiToken[]> {
      const rows = await query
        .selectFrom('api_tokens')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toApiToken);
    },

    async createToken(principal: Principal, name: string): Promise<ApiToken & { value: string }> {
      const value = TOKEN_PREFIX + randomBytes(32).toString('base64url');
      const row = {
        id: createId(),
        workspace_id: principal.workspaceId,
        user_id: principal.userId,
        name,
        prefix: value.slice(0, TOKEN_PREFIX.length + 4),
        token_hash: sha256(value),
        created_at: clock(),
        last_used_at: null,
      };
      await query.insertInto('api_tokens').values(row).execute();
      return { ...toApiToken(row), value };
    },

    async deleteToken(workspaceId: WorkspaceId, tokenId: string): Promise<void> {
      const result = await query
        .deleteFrom('api_tokens')
        .where('id', '=', tokenId)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst();
      if (Number(result.numDeletedRows) === 0) {
        throw new CodexError({
          code: 'NOT_FOUND',
          message: `There is no API token ${tokenId} in this workspace.`,
          hint: 'It may have been revoked already.',
        });
      }
    },
  };
}

/** Compares two secrets without telling by the time it takes how much of them agrees. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(left)), Buffer.from(sha256(right)));
}

function toPrincipal(
  type: Principal['type'],
  row: { user_id: string; workspace_id: string; role: string },
): Principal {
  return {
    type,
    userId: row.user_id as UserId,
    workspaceId: row.workspace_id as WorkspaceId,
    role: row.role as Role,
  };
}

function toApiToken(row: {
  id: string;
  name: string;
  prefix: string;
  created_at: number;
  last_used_at: number | null;
}): ApiToken {
  return {
    id: row.id as ApiTokenId,
    name: row.name,
    prefix: row.prefix,
    createdAt: row.created_at,
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
  };
}
