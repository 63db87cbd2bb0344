import { listMembers } from '@codexos/protocol/contracts/people.contract';
import { defineUseCase } from '../../use-case.ts';

export const listMembersUseCase = defineUseCase(listMembers, async ({ services, principal }) => ({
  items: await services.members.list(principal.workspaceId),
}));
