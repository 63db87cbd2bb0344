/**
 * The ways in: set-up, invitation, password. Each is limited in its tries and written to the audit log; what comes
 * out is a session for a member of a workspace.
 */
import type { AuthMode } from '@codexos/protocol/contracts/session.contract';
import type { UserId, WorkspaceId } from '@codexos/protocol/ids';
import type { JsonObject } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import { createRateLimiter } from '@codexos/utils/rate-limiter';
import type { AuditLog } from '../audit/audit-log.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { AccountStore, NewAccount } from './account-store.ts';
import { assertMeantFor, type InvitationStore, type OpenInvitation } from './invitation-store.ts';
import type { MemberStore } from './member-store.ts';

/** From where somebody comes in. */
export interface Visitor {
  /** Address of the network peer. */
  address: string;
  device: string;
}

export interface Admission {
  userId: UserId;
  workspaceId: WorkspaceId;
  cookie: { value: string; expiresAt: number };
}

export interface AccessOptions {
  mode: AuthMode;
  accounts: AccountStore;
  members: MemberStore;
  invitations: InvitationStore;
  sessions: SessionStore;
  audit: AuditLog;
  clock: () => number;
}

const WINDOW_MS = 15 * 60_000;

export type Access = ReturnType<typeof createAccess>;

export function createAccess(options: AccessOptions) {
  const { mode, accounts, members, invitations, sessions, audit, clock } = options;
  const limiter = (limit: number) => createRateLimiter({ limit, windowMs: WINDOW_MS, clock });
  const tries = { ofPair: limiter(8), ofEmail: limiter(40), ofAddress: limiter(100) };

  const assertAccounts = (): void => {
    if (mode === 'accounts') return;
    throw new CodexError({
      code: 'ACCOUNTS_OFF',
      message: 'This server has one user and no accounts.',
      hint: 'Open the address that the server printed, or start it with CODEXOS_AUTH=accounts.',
    });
  };

  const record = (
    userId: UserId,
    workspaceId: WorkspaceId,
    {
      action,
      target = workspaceId,
      outcome,
      details = {},
    }: { action: string; target?: string; outcome: 'done' | 'failed'; details?: JsonObject },
  ): Promise<void> =>
    audit.record({ workspaceId, actor: { type: 'user', id: userId }, action, target, outcome, details });

  const admit = async (userId: UserId, workspaceId: WorkspaceId, visitor: Visitor): Promise<Admission> => ({
    userId,
    workspaceId,
    cookie: await sessions.create({ userId, workspaceId }, visitor.device),
  });

  /** For somebody whose identity is certain. Throws PERMISSION_DENIED when no workspace lets them in. */
  const enter = async (userId: UserId, visitor: Visitor, details: JsonObject = {}): Promise<Admission> => {
    const workspaceId = await members.homeOf(userId);
    if (!workspaceId) throw nowhereToGo();
    await record(userId, workspaceId, { action: 'signIn', outcome: 'done', details });
    return admit(userId, workspaceId, visitor);
  };

  return {
    enter,
    assertAccounts,

    /** Counts a try with a link or a token. Throws RATE_LIMITED. */
    countTry: (address: string): void => tries.ofAddress.take(address),

    needsSetup: async (): Promise<boolean> => mode === 'accounts' && !(await accounts.hasAny()),

    /** Throws SIGN_IN_FAILED, RATE_LIMITED, ACCOUNTS_OFF. */
    async signIn(
      { email, password }: { email: string; password: string },
      visitor: Visitor,
    ): Promise<Admission> {
      assertAccounts();
      const pair = `${visitor.address} ${email}`;
      tries.ofAddress.take(visitor.address);
      tries.ofEmail.take(email);
      tries.ofPair.take(pair);
      const { userId, isRight } = await accounts.check(email, password);
      if (userId && isRight) {
        tries.ofPair.reset(pair);
        tries.ofEmail.reset(email);
        return enter(userId, visitor);
      }
      const workspaceId = userId && (await members.homeOf(userId));
      if (userId && workspaceId)
        await record(userId, workspaceId, {
          action: 'signIn',
          outcome: 'failed',
          details: { code: 'SIGN_IN_FAILED' },
        });
      throw wrongPassword();
    },

    /** The caller has seen the start token. Throws TOKEN_INVALID once there is an account. */
    async setUp(account: NewAccount, visitor: Visitor): Promise<Admission> {
      assertAccounts();
      const local = await sessions.localPrincipal();
      if ((await accounts.hasAny()) || !(await accounts.claim(local.userId, account))) throw alreadySetUp();
      await record(local.userId, local.workspaceId, { action: 'setUp', outcome: 'done' });
      return admit(local.userId, local.workspaceId, visitor);
    },

    /** Throws INVITATION_INVALID and EMAIL_TAKEN. */
    async signUp(token: string, account: NewAccount, visitor: Visitor): Promise<Admission> {
      assertAccounts();
      tries.ofAddress.take(visitor.address);
      const invitation = await invitations.find(token);
      assertMeantFor(invitation, account.email);
      await accounts.assertFree(account.email);
      const userId = createId<UserId>();
      await invitations.take(invitation.id, userId);
      await accounts.create(userId, account);
      await members.put({ workspaceId: invitation.workspaceId, userId }, invitation.role);
      await record(userId, invitation.workspaceId, {
        action: 'signUp',
        outcome: 'done',
        target: invitation.id,
        details: { role: invitation.role },
      });
      return admit(userId, invitation.workspaceId, visitor);
    },

    /** Throws INVITATION_INVALID. */
    async lookUp(token: string, address: string): Promise<OpenInvitation> {
      assertAccounts();
      tries.ofAddress.take(address);
      return invitations.find(token);
    },
  };
}

function wrongPassword(): CodexError {
  return new CodexError({
    code: 'SIGN_IN_FAILED',
    message: 'E-mail address and password do not belong together.',
    hint: 'Check both. An admin of the machine can set a new password with `codexos people password`.',
  });
}

function alreadySetUp(): CodexError {
  return new CodexError({
    code: 'TOKEN_INVALID',
    message: 'This server is set up; its start token opens nothing any more.',
    hint: 'Sign in, or ask an admin for an invitation.',
  });
}

function nowhereToGo(): CodexError {
  return new CodexError({
    code: 'PERMISSION_DENIED',
    message: 'You are not a member of any workspace here.',
    hint: 'Ask an admin for an invitation.',
  });
}
