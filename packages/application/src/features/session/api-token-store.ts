/** API tokens: made by a person, bounded by that person's role and by what was chosen for the token. */
import { randomBytes } from 'node:crypto';
import { permissionSchema, type Permission } from '@codexos/protocol/contract';
import type { ApiToken } from '@codexos/protocol/contracts/settings.contract';
import type { ApiTokenId, UserId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { sha256 } from '@codexos/utils/hash';
import { createId } from '@codexos/utils/ids';
import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import { parseColumn } from '../../db/json-columns.ts';
import type { ApiTokenRow } from '../../db/people-schema.ts';
import { API_TOKEN_PERMISSIONS, PERMISSIONS_OF_PEOPLE } from '../../guard/permissions.ts';
import type { Principal } from '../../guard/principal.ts';
import { CALL_TOKEN_PREFIX, readCallToken } from '../deployments/call-token.ts';
import { toPrincipal } from './to-principal.ts';

const TOKEN_PREFIX = 'cdx_';
const permissionsSchema = z.array(permissionSchema);

export interface ApiTokenStoreOptions {
  database: Database;
  clock: () => number;
  onRightsChange: (userId: UserId) => void;
}

export function createApiTokenStore({ database: { query }, clock, onRightsChange }: ApiTokenStoreOptions) {
  let trusted: { principal: Principal; publicKey: string } | undefined;

  const principalOfCallToken = (value: string): Principal | undefined => {
    const claims = trusted && readCallToken(value, { publicKey: trusted.publicKey, now: clock() });
    if (!trusted || !claims) return undefined;
    const { id, expiresAt } = claims;
    return {
      ...trusted.principal,
      credentialId: id,
      permissions: API_TOKEN_PERMISSIONS,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
  };

  return {
    /** Who an API token belongs to; undefined when it is unknown, revoked or over. */
    async principalOfApiToken(value: string): Promise<Principal | undefined> {
      if (value.startsWith(CALL_TOKEN_PREFIX)) return principalOfCallToken(value);
      if (!value.startsWith(TOKEN_PREFIX)) return undefined;
      const row = await query
        .selectFrom('api_tokens')
        .innerJoin('members', (join) =>
          join
            .onRef('members.user_id', '=', 'api_tokens.user_id')
            .onRef('members.workspace_id', '=', 'api_tokens.workspace_id'),
        )
        .selectAll('api_tokens')
        .select('members.role')
        .where('api_tokens.token_hash', '=', sha256(value))
        .executeTakeFirst();
      if (!row || (row.expires_at !== null && row.expires_at <= clock())) return undefined;
      await query.updateTable('api_tokens').set({ last_used_at: clock() }).where('id', '=', row.id).execute();
      return {
        ...toPrincipal('api-token', row),
        credentialId: row.id,
        permissions: permissionsOf(row),
        ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
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

    /** Throws REQUEST_INVALID for a permission that no token may have. */
    async createToken(
      principal: Principal,
      name: string,
      { permissions, expiresAt }: { permissions?: readonly Permission[]; expiresAt?: number } = {},
    ): Promise<ApiToken & { value: string }> {
      assertMayBeGiven(permissions ?? []);
      const value = TOKEN_PREFIX + randomBytes(32).toString('base64url');
      const row: ApiTokenRow = {
        id: createId(),
        workspace_id: principal.workspaceId,
        user_id: principal.userId,
        name,
        prefix: value.slice(0, TOKEN_PREFIX.length + 4),
        token_hash: sha256(value),
        created_at: clock(),
        last_used_at: null,
        permissions: permissions ? JSON.stringify(permissions) : null,
        expires_at: expiresAt ?? null,
      };
      await query.insertInto('api_tokens').values(row).execute();
      return { ...toApiToken(row), value };
    },

    /** From now on tokens that this key has signed call in the name of the principal, as far as tokens usually may. */
    trustCallTokens({ userId, workspaceId, role }: Principal, publicKey: string): void {
      trusted = { principal: { type: 'api-token', userId, workspaceId, role }, publicKey };
    },

    async deleteToken(workspaceId: WorkspaceId, tokenId: string): Promise<void> {
      const row = await query
        .deleteFrom('api_tokens')
        .where('id', '=', tokenId)
        .where('workspace_id', '=', workspaceId)
        .returning('user_id')
        .executeTakeFirst();
      if (row) {
        onRightsChange(row.user_id as UserId);
        return;
      }
      throw new CodexError({
        code: 'NOT_FOUND',
        message: `There is no API token ${tokenId} in this workspace.`,
        hint: 'It may have been revoked already.',
      });
    },
  };
}

function assertMayBeGiven(permissions: readonly Permission[]): void {
  const wrong = permissions.filter(
    (permission) => permission === 'public' || PERMISSIONS_OF_PEOPLE.includes(permission),
  );
  if (wrong.length === 0) return;
  throw new CodexError({
    code: 'REQUEST_INVALID',
    message: `An API token cannot carry ${wrong.join(', ')}.`,
    hint: 'Who has access is decided by people who are signed in.',
  });
}

function permissionsOf({ permissions }: Pick<ApiTokenRow, 'permissions'>): readonly Permission[] {
  return permissions === null ? API_TOKEN_PERMISSIONS : parseColumn(permissionsSchema, permissions);
}

function toApiToken(row: ApiTokenRow): ApiToken {
  return {
    id: row.id as ApiTokenId,
    name: row.name,
    prefix: row.prefix,
    permissions: [...permissionsOf(row)],
    createdAt: row.created_at,
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
  };
}
