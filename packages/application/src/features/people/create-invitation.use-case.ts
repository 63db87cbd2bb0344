import { createInvitation } from '@codexos/protocol/contracts/people.contract';
import { defineUseCase } from '../../use-case.ts';

export const createInvitationUseCase = defineUseCase(
  createInvitation,
  async ({ services, principal, body }) => {
    services.access.assertAccounts();
    const invitation = await services.invitations.create(principal, body);
    const { userName } = await services.sessions.describe(principal);
    return {
      ...invitation,
      role: body.role,
      invitedBy: userName,
      ...(body.email === undefined ? {} : { email: body.email }),
    };
  },
);
