import { listWorkspaces } from '@codexos/protocol/contracts/people.contract';
import { defineUseCase } from '../../use-case.ts';

export const listWorkspacesUseCase = defineUseCase(listWorkspaces, async ({ services, principal }) => ({
  items: await services.members.workspacesOf(principal.userId),
}));
