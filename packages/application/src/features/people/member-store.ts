/** Workspaces and who is in them. A workspace always keeps at least one admin. */
import type { Member, Workspace } from '@codexos/protocol/contracts/people.contract';
import type { Role } from '@codexos/protocol/contracts/session.contract';
import type { UserId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/schema.ts';

export interface MemberStoreOptions {
  database: Database;
  clock: () => number;
  onRightsChange: (userId: UserId) => void;
}

interface MemberKey {
  workspaceId: WorkspaceId;
  userId: UserId;
}

export interface Standing {
  role: Role;
  isByGroup: boolean;
}

export type MemberStore = ReturnType<typeof createMemberStore>;

export function createMemberStore({ database: { query }, clock, onRightsChange }: MemberStoreOptions) {
  const list = async (workspaceId: WorkspaceId, userId?: UserId): Promise<Member[]> => {
    const rows = await query
      .selectFrom('members')
      .innerJoin('users', 'users.id', 'members.user_id')
      .select(['users.id', 'users.name', 'users.email', 'members.role', 'members.created_at'])
      .select((select) =>
        select
          .selectFrom('sessions')
          .whereRef('sessions.user_id', '=', 'users.id')
          .select(({ fn }) => fn.max('sessions.last_used_at').as('last_seen_at'))
          .as('last_seen_at'),
      )
      .where('members.workspace_id', '=', workspaceId)
      .$if(userId !== undefined, (one) => one.where('members.user_id', '=', userId ?? ''))
      .orderBy('members.created_at')
      .execute();
    return rows.map((row) => ({
      userId: row.id as UserId,
      name: row.name,
      ...(row.email === null ? {} : { email: row.email }),
      role: row.role as Role,
      joinedAt: row.created_at,
      ...(row.last_seen_at === null ? {} : { lastSeenAt: row.last_seen_at }),
    }));
  };

  const workspacesOf = async (userId: UserId, workspaceId?: WorkspaceId): Promise<Workspace[]> => {
    const rows = await query
      .selectFrom('members')
      .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
      .select(['workspaces.id', 'workspaces.name', 'workspaces.created_at', 'members.role'])
      .where('members.user_id', '=', userId)
      .$if(workspaceId !== undefined, (one) => one.where('workspaces.id', '=', workspaceId ?? ''))
      .orderBy('members.created_at')
      .execute();
    return rows.map((row) => ({
      id: row.id as WorkspaceId,
      name: row.name,
      role: row.role as Role,
      createdAt: row.created_at,
    }));
  };

  const workspaceOf = async ({ workspaceId, userId }: MemberKey): Promise<Workspace> => {
    const [workspace] = await workspacesOf(userId, workspaceId);
    if (workspace) return workspace;
    throw new CodexError({
      code: 'NOT_FOUND',
      message: `There is no workspace ${workspaceId} that you are a member of.`,
      hint: 'Ask one of its admins for an invitation.',
    });
  };

  return {
    list,
    workspacesOf,
    /** Throws NOT_FOUND for one that the person is no member of. */
    workspaceOf,

    /** Throws NOT_FOUND, and LAST_ADMIN when nobody would be left to decide. */
    async setRole({ workspaceId, userId }: MemberKey, role: Role): Promise<Member> {
      await query.transaction().execute(async (transaction) => {
        await assertAdminStays(transaction, { workspaceId, userId }, role);
        await transaction
          .updateTable('members')
          .set({ role })
          .where('workspace_id', '=', workspaceId)
          .where('user_id', '=', userId)
          .execute();
      });
      onRightsChange(userId);
      const [member] = await list(workspaceId, userId);
      if (!member) throw noMember(userId);
      return member;
    },

    /** With sessions and API tokens in this workspace. Throws NOT_FOUND and LAST_ADMIN. */
    async remove({ workspaceId, userId }: MemberKey): Promise<void> {
      await query.transaction().execute(async (transaction) => {
        await assertAdminStays(transaction, { workspaceId, userId }, undefined);
        for (const table of ['sessions', 'api_tokens', 'members'] as const) {
          await transaction
            .deleteFrom(table)
            .where('workspace_id', '=', workspaceId)
            .where('user_id', '=', userId)
            .execute();
        }
      });
      onRightsChange(userId);
    },

    /** Makes a person a member, or gives the member this role. */
    async put({ workspaceId, userId }: MemberKey, role: Role): Promise<void> {
      await query
        .insertInto('members')
        .values({ workspace_id: workspaceId, user_id: userId, role, created_at: clock() })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet({ role }))
        .execute();
      onRightsChange(userId);
    },

    /** The role of a member, and whether a group gave it; undefined for no member. */
    async standingOf({ workspaceId, userId }: MemberKey): Promise<Standing | undefined> {
      const row = await query
        .selectFrom('members')
        .select(['role', 'is_by_group'])
        .where('workspace_id', '=', workspaceId)
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return row && { role: row.role as Role, isByGroup: row.is_by_group === 1 };
    },

    /** Notes whether the membership hangs on a group. */
    async setByGroup({ workspaceId, userId }: MemberKey, isByGroup: boolean): Promise<void> {
      await query
        .updateTable('members')
        .set({ is_by_group: isByGroup ? 1 : 0 })
        .where('workspace_id', '=', workspaceId)
        .where('user_id', '=', userId)
        .execute();
    },

    /** Where a person goes on: the workspace of the last session, or the first one joined. */
    async homeOf(userId: UserId): Promise<WorkspaceId | undefined> {
      const workspaces = await workspacesOf(userId);
      const last = await query
        .selectFrom('sessions')
        .select('workspace_id')
        .where('user_id', '=', userId)
        .orderBy('last_used_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return (workspaces.find(({ id }) => id === last?.workspace_id) ?? workspaces[0])?.id;
    },

    async createWorkspace(userId: UserId, name: string): Promise<Workspace> {
      const workspaceId = createId<WorkspaceId>();
      await query.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('workspaces')
          .values({ id: workspaceId, name, created_at: clock() })
          .execute();
        await transaction
          .insertInto('members')
          .values({ workspace_id: workspaceId, user_id: userId, role: 'admin', created_at: clock() })
          .execute();
      });
      return workspaceOf({ workspaceId, userId });
    },

    async renameWorkspace(key: MemberKey, name: string): Promise<Workspace> {
      await query.updateTable('workspaces').set({ name }).where('id', '=', key.workspaceId).execute();
      return workspaceOf(key);
    },
  };
}

/** Locks the workspace's row first, so that two admins cannot demote each other at the same moment. */
async function assertAdminStays(
  transaction: Transaction<Tables>,
  { workspaceId, userId }: MemberKey,
  role: Role | undefined,
): Promise<void> {
  await transaction
    .updateTable('workspaces')
    .set(({ ref }) => ({ name: ref('name') }))
    .where('id', '=', workspaceId)
    .execute();
  const members = await transaction
    .selectFrom('members')
    .select(['user_id', 'role'])
    .where('workspace_id', '=', workspaceId)
    .execute();
  if (!members.some((member) => member.user_id === userId)) throw noMember(userId);
  if (role === 'admin') return;
  if (members.some((member) => member.role === 'admin' && member.user_id !== userId)) return;
  throw new CodexError({
    code: 'LAST_ADMIN',
    message: 'This is the only admin of the workspace.',
    hint: 'Make somebody else an admin first.',
  });
}

function noMember(userId: string): CodexError {
  return new CodexError({
    code: 'NOT_FOUND',
    message: `There is no member ${userId} in this workspace.`,
    hint: 'Somebody may have removed them. Load the page again.',
  });
}
