/** Invitations: a link that one person may take once, until it ends. Only the hash of its token is stored. */
import { randomBytes } from 'node:crypto';
import type { Invitation } from '@codexos/protocol/contracts/people.contract';
import type { Role } from '@codexos/protocol/contracts/session.contract';
import type { InvitationId, UserId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { sha256 } from '@codexos/utils/hash';
import { createId } from '@codexos/utils/ids';
import type { Database } from '../../db/database.ts';
import type { Principal } from '../../guard/principal.ts';

const HOUR_MS = 3_600_000;

export interface OpenInvitation {
  id: InvitationId;
  workspaceId: WorkspaceId;
  workspaceName: string;
  invitedBy: string;
  role: Role;
  email?: string;
  expiresAt: number;
}

export type InvitationStore = ReturnType<typeof createInvitationStore>;

export function createInvitationStore({ query }: Database, clock: () => number) {
  const open = () =>
    query
      .selectFrom('invitations')
      .innerJoin('workspaces', 'workspaces.id', 'invitations.workspace_id')
      .leftJoin('users', 'users.id', 'invitations.created_by')
      .selectAll('invitations')
      .select(['workspaces.name as workspace_name', 'users.name as invited_by'])
      .where('invitations.accepted_by', 'is', null)
      .where('invitations.expires_at', '>', clock());

  return {
    async list(workspaceId: WorkspaceId): Promise<Invitation[]> {
      const rows = await open()
        .where('invitations.workspace_id', '=', workspaceId)
        .orderBy('invitations.id', 'desc')
        .execute();
      return rows.map((row) => ({
        id: row.id as InvitationId,
        role: row.role as Role,
        ...(row.email === null ? {} : { email: row.email }),
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        invitedBy: row.invited_by ?? 'somebody who has left',
      }));
    },

    async create(
      { userId, workspaceId }: Principal,
      { role, email, expiresInHours }: { role: Role; email?: string | undefined; expiresInHours: number },
    ): Promise<{ id: InvitationId; token: string; createdAt: number; expiresAt: number }> {
      const token = randomBytes(32).toString('base64url');
      const row = {
        id: createId<InvitationId>(),
        workspace_id: workspaceId,
        role,
        email: email ?? null,
        token_hash: sha256(token),
        created_by: userId,
        created_at: clock(),
        expires_at: clock() + expiresInHours * HOUR_MS,
        accepted_by: null,
      };
      await query.insertInto('invitations').values(row).execute();
      return { id: row.id, token, createdAt: row.created_at, expiresAt: row.expires_at };
    },

    /** Throws NOT_FOUND. */
    async delete(workspaceId: WorkspaceId, invitationId: string): Promise<void> {
      const result = await query
        .deleteFrom('invitations')
        .where('id', '=', invitationId)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst();
      if (Number(result.numDeletedRows) > 0) return;
      throw new CodexError({
        code: 'NOT_FOUND',
        message: `There is no invitation ${invitationId} in this workspace.`,
        hint: 'It may have been withdrawn already.',
      });
    },

    /** What the token of a link leads to. Throws INVITATION_INVALID when it is unknown, taken, withdrawn or over. */
    async find(token: string): Promise<OpenInvitation> {
      const row = await open().where('invitations.token_hash', '=', sha256(token)).executeTakeFirst();
      if (!row) throw invalidInvitation();
      return {
        id: row.id as InvitationId,
        workspaceId: row.workspace_id as WorkspaceId,
        workspaceName: row.workspace_name,
        invitedBy: row.invited_by ?? 'somebody who has left',
        role: row.role as Role,
        ...(row.email === null ? {} : { email: row.email }),
        expiresAt: row.expires_at,
      };
    },

    /** Uses the invitation up. Throws INVITATION_INVALID when somebody was faster. */
    async take(invitationId: InvitationId, userId: UserId): Promise<void> {
      const result = await query
        .updateTable('invitations')
        .set({ accepted_by: userId })
        .where('id', '=', invitationId)
        .where('accepted_by', 'is', null)
        .where('expires_at', '>', clock())
        .executeTakeFirst();
      if (Number(result.numUpdatedRows) === 0) throw invalidInvitation();
    },
  };
}

/** Throws INVITATION_INVALID when the invitation was meant for another address. */
export function assertMeantFor({ email }: OpenInvitation, address: string | undefined): void {
  if (email === undefined || email === address) return;
  throw new CodexError({
    code: 'INVITATION_INVALID',
    message: `The invitation is for ${email}.`,
    hint: 'Use that address, or ask for an invitation of your own.',
  });
}

function invalidInvitation(): CodexError {
  return new CodexError({
    code: 'INVITATION_INVALID',
    message: 'The invitation is unknown, was taken or withdrawn, or has ended.',
    hint: 'Ask for a new one.',
  });
}
