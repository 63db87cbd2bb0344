import { updateMember } from '@codexos/protocol/contracts/people.contract';
import { defineUseCase } from '../../use-case.ts';

export const updateMemberUseCase = defineUseCase(
  updateMember,
  async ({ services, principal: { workspaceId }, params, body }) =>
    services.members.setRole({ workspaceId, userId: params.userId }, body.role),
);
