import { removeMember } from '@codexos/protocol/contracts/people.contract';
import { defineUseCase } from '../../use-case.ts';

export const removeMemberUseCase = defineUseCase(
  removeMember,
  async ({ services, principal: { workspaceId }, params }) => {
    await services.members.remove({ workspaceId, userId: params.userId });
    return {};
  },
);
