/** The local user, browser sessions and API tokens. Only hashes of what opens a door are stored. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { AuthMode, Role, Session, SessionEntry } from '@codexos/protocol/contracts/session.contract';
import type { UserId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { sha256 } from '@codexos/utils/hash';
import { createId } from '@codexos/utils/ids';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { Principal } from '../../guard/principal.ts';
import { createApiTokenStore } from './api-token-store.ts';
import { toPrincipal } from './to-principal.ts';

const SESSION_LIFETIME_MS = 30 * 24 * 3_600_000;
/** A session that is in use says so once in this time. */
const TOUCH_MS = 60_000;

export type SessionStore = ReturnType<typeof createSessionStore>;

export interface SessionStoreOptions {
  database: Database;
  clock: () => number;
  mode: AuthMode;
  /** Called when somebody's rights, sessions or tokens changed. */
  onRightsChange: (userId: UserId) => void;
}

export function createSessionStore({ database, clock, mode, onRightsChange }: SessionStoreOptions) {
  const { query } = database;
  let making: Promise<Principal> | undefined;

  const makeLocalUser = async (): Promise<Principal> => {
    const created = { workspace_id: createId(), user_id: createId(), role: 'admin', created_at: clock() };
    await query.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('workspaces')
        .values({ id: created.workspace_id, name: 'Local workspace', created_at: clock() })
        .execute();
      await transaction
        .insertInto('users')
        .values({ id: created.user_id, name: 'Local user', email: null, created_at: clock() })
        .execute();
      await transaction.insertInto('members').values(created).execute();
    });
    return toPrincipal('user', created);
  };

  return {
    ...createApiTokenStore({ database, clock, onRightsChange }),

    /**
     * Whoever works on this machine itself: the first admin. User, workspace and membership are made on the first
     * start; the set-up of accounts turns them into the first account.
     */
    async localPrincipal(): Promise<Principal> {
      const member = await query
        .selectFrom('members')
        .selectAll()
        .orderBy(sql`case when role = 'admin' then 0 else 1 end`)
        .orderBy('created_at')
        .limit(1)
        .executeTakeFirst();
      if (member) return toPrincipal('user', member);
      making ??= makeLocalUser();
      return making;
    },

    /** A new browser session; the returned value goes into the cookie and is stored as a hash. */
    async create(
      principal: Pick<Principal, 'userId' | 'workspaceId'>,
      device = '',
    ): Promise<{ value: string; expiresAt: number }> {
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
          id: createId(),
          device: device.slice(0, 200),
          last_used_at: clock(),
        })
        .execute();
      await query.deleteFrom('sessions').where('expires_at', '<', clock()).execute();
      return { value, expiresAt };
    },

    async end(value: string): Promise<void> {
      const row = await query
        .deleteFrom('sessions')
        .where('token_hash', '=', sha256(value))
        .returning('user_id')
        .executeTakeFirst();
      if (row) onRightsChange(row.user_id as UserId);
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
        .select(['sessions.id', 'sessions.expires_at', 'sessions.last_used_at'])
        .where('sessions.token_hash', '=', sha256(value))
        .where('sessions.expires_at', '>', clock())
        .executeTakeFirst();
      if (!row) return undefined;
      if (row.last_used_at < clock() - TOUCH_MS)
        await query.updateTable('sessions').set({ last_used_at: clock() }).where('id', '=', row.id).execute();
      return { ...toPrincipal('user', row), credentialId: row.id, expiresAt: row.expires_at };
    },

    async listSessions({ userId, credentialId }: Principal): Promise<SessionEntry[]> {
      const rows = await query
        .selectFrom('sessions')
        .selectAll()
        .where('user_id', '=', userId)
        .where('expires_at', '>', clock())
        .orderBy('last_used_at', 'desc')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        device: row.device,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
        expiresAt: row.expires_at,
        isCurrent: row.id === credentialId,
      }));
    },

    /** Ends a session of that person. Throws NOT_FOUND. */
    async revokeSession(userId: UserId, sessionId: string): Promise<void> {
      const result = await query
        .deleteFrom('sessions')
        .where('user_id', '=', userId)
        .where('id', '=', sessionId)
        .executeTakeFirst();
      if (Number(result.numDeletedRows) === 0) throw noSession(sessionId);
      onRightsChange(userId);
    },

    /** Ends all sessions of a person but one. */
    async revokeOthers(userId: UserId, keptId: string | undefined): Promise<void> {
      await query
        .deleteFrom('sessions')
        .where('user_id', '=', userId)
        .$if(keptId !== undefined, (others) => others.where('id', '!=', keptId ?? ''))
        .execute();
      onRightsChange(userId);
    },

    /** Lets a session go on in another workspace; the caller has seen the membership. */
    async moveSession({ userId, credentialId }: Principal, workspaceId: WorkspaceId): Promise<void> {
      const result = await query
        .updateTable('sessions')
        .set({ workspace_id: workspaceId })
        .where('user_id', '=', userId)
        .where('id', '=', credentialId ?? '')
        .executeTakeFirst();
      if (Number(result.numUpdatedRows) === 0) throw noSession(credentialId ?? '(none)');
      onRightsChange(userId);
    },

    async describe(principal: Principal): Promise<Session> {
      const row = await query
        .selectFrom('members')
        .innerJoin('users', 'users.id', 'members.user_id')
        .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
        .leftJoin('credentials', 'credentials.user_id', 'members.user_id')
        .select(['users.name as user_name', 'users.email', 'workspaces.name as workspace_name'])
        .select(['members.role', 'credentials.changed_at'])
        .where('members.user_id', '=', principal.userId)
        .where('members.workspace_id', '=', principal.workspaceId)
        .executeTakeFirstOrThrow();
      return {
        userId: principal.userId,
        userName: row.user_name,
        ...(row.email === null ? {} : { email: row.email }),
        workspaceId: principal.workspaceId,
        workspaceName: row.workspace_name,
        role: row.role as Role,
        mode,
        hasPassword: mode === 'accounts' && row.changed_at !== null,
      };
    },
  };
}

/** Compares two secrets without telling by the time it takes how much of them agrees. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(left)), Buffer.from(sha256(right)));
}

function noSession(id: string): CodexError {
  return new CodexError({
    code: 'NOT_FOUND',
    message: `There is no session ${id} of yours.`,
    hint: 'It may have ended already.',
  });
}
