import { renameWorkspace } from '@codexos/protocol/contracts/people.contract';
import { defineUseCase } from '../../use-case.ts';

export const renameWorkspaceUseCase = defineUseCase(
  renameWorkspace,
  async ({ services, principal: { workspaceId, userId }, body }) =>
    services.members.renameWorkspace({ workspaceId, userId }, body.name),
);
