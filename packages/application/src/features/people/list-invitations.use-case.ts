import { listInvitations } from '@codexos/protocol/contracts/people.contract';
import { defineUseCase } from '../../use-case.ts';

export const listInvitationsUseCase = defineUseCase(listInvitations, async ({ services, principal }) => ({
  items: await services.invitations.list(principal.workspaceId),
}));
