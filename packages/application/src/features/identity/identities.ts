/** People whom a provider vouches for: each has an account here that is found by issuer and subject, never by e-mail. */
import type { Role } from '@codexos/protocol/contracts/session.contract';
import type { UserId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Database } from '../../db/database.ts';
import type { MemberStore } from '../people/member-store.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Identity, IdentityOptions } from './identity-options.ts';
import { createOidcClient } from './oidc-client.ts';
import { createSupabaseSignIn } from './supabase-sign-in.ts';
import { createTokenVerifier } from './verify-token.ts';

const RANK: readonly Role[] = ['admin', 'creator', 'executor', 'viewer'];

export interface IdentitiesOptions {
  database: Database;
  members: MemberStore;
  sessions: SessionStore;
  clock: () => number;
  options: IdentityOptions;
}

export type Identities = ReturnType<typeof createIdentities>;

export function createIdentities({
  database: { query },
  members,
  sessions,
  clock,
  options,
}: IdentitiesOptions) {
  const { roles, tokenIssuers, oidc, supabase } = options;

  const userOf = async ({ issuer, subject, name, email }: Identity): Promise<UserId> => {
    const row = await query
      .selectFrom('identities')
      .select('user_id')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst();
    if (row) return row.user_id as UserId;
    const userId = createId<UserId>();
    const holder =
      email === undefined
        ? undefined
        : await query.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst();
    await query.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('users')
        // An address that somebody has already does not make this the same person.
        .values({ id: userId, name, email: holder ? null : (email ?? null), created_at: clock() })
        .execute();
      await transaction
        .insertInto('identities')
        .values({ issuer, subject, user_id: userId, created_at: clock() })
        .execute();
    });
    return userId;
  };

  const firstWorkspace = async (): Promise<WorkspaceId> => (await sessions.localPrincipal()).workspaceId;

  return {
    verifyToken: createTokenVerifier(tokenIssuers),
    hasTokenIssuers: tokenIssuers.length > 0,
    oidc: oidc && createOidcClient(oidc),
    supabase: supabase && createSupabaseSignIn(supabase),

    /**
     * The account of somebody who was vouched for. Groups that are mapped decide the role in the first workspace, anew
     * at each sign-in, and what a group gave goes with it. Throws PERMISSION_DENIED when neither a group nor a
     * membership lets them in, and LAST_ADMIN when the only admin has lost the group that made them one.
     */
    async admit(identity: Identity): Promise<UserId> {
      const mapped = roleOf(identity, roles.roleOfGroup);
      const userId = await userOf(identity);
      const key = { workspaceId: await firstWorkspace(), userId };
      const now = await members.standingOf(key);
      const isLost = mapped === undefined && now?.isByGroup === true;
      if (isLost && roles.defaultRole === undefined) await members.remove(key);
      const isMember = (await members.workspacesOf(userId)).length > 0;
      const role = mapped ?? (isMember && !isLost ? undefined : roles.defaultRole);
      if (role !== undefined) {
        if (now?.role !== role) await (now ? members.setRole(key, role) : members.put(key, role));
        // What comes by default stays as an admin changes it.
        if (now?.isByGroup !== (mapped !== undefined)) await members.setByGroup(key, mapped !== undefined);
        return userId;
      }
      if (isMember) return userId;
      throw new CodexError({
        code: 'PERMISSION_DENIED',
        message: `${identity.name} is in none of the groups that this server lets in.`,
        hint: 'Ask an admin to put you into one of them.',
      });
    },
  };
}

/** The highest role that one of the groups gives. */
function roleOf({ groups }: Identity, roleOfGroup: Readonly<Record<string, Role>>): Role | undefined {
  const given = new Set(groups.map((group) => roleOfGroup[group]));
  return RANK.find((role) => given.has(role));
}
