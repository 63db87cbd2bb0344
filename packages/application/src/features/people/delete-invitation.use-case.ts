import { deleteInvitation } from '@codexos/protocol/contracts/people.contract';
import { defineUseCase } from '../../use-case.ts';

export const deleteInvitationUseCase = defineUseCase(
  deleteInvitation,
  async ({ services, principal, params }) => {
    await services.invitations.delete(principal.workspaceId, params.invitationId);
    return {};
  },
);
