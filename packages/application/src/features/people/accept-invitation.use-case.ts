import { acceptInvitation } from '@codexos/protocol/contracts/people.contract';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';
import { assertMeantFor } from './invitation-store.ts';

/** For somebody who has an account. An invitation never changes the role of a member. */
export const acceptInvitationUseCase = defineUseCase(
  acceptInvitation,
  async ({ services, principal: { userId }, body }) => {
    const { invitations, members, accounts } = services;
    services.access.assertAccounts();
    const invitation = await invitations.find(body.token);
    assertMeantFor(invitation, await accounts.emailOf(userId));
    const key = { workspaceId: invitation.workspaceId, userId };
    const known = await members.workspacesOf(userId, key.workspaceId);
    if (known.length > 0) {
      throw new CodexError({
        code: 'INVITATION_INVALID',
        message: `You are a member of ${invitation.workspaceName} already.`,
        hint: 'Switch to it in the settings. The invitation is still good for somebody else.',
      });
    }
    await invitations.take(invitation.id, userId);
    await members.put(key, invitation.role);
    await services.audit.record({
      workspaceId: key.workspaceId,
      actor: { type: 'user', id: userId },
      action: 'acceptInvitation',
      target: invitation.id,
      outcome: 'done',
      details: { role: invitation.role },
    });
    return members.workspaceOf(key);
  },
);
