import { createWorkspace } from '@codexos/protocol/contracts/people.contract';
import { defineUseCase } from '../../use-case.ts';

export const createWorkspaceUseCase = defineUseCase(createWorkspace, async ({ services, principal, body }) =>
  services.members.createWorkspace(principal.userId, body.name),
);
