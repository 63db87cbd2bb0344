import { listRoots } from '@codexos/protocol/contracts/files.contract';
import { defineUseCase } from '../../use-case.ts';

export const listRootsUseCase = defineUseCase(listRoots, async ({ services, principal }) => ({
  items: await services.roots.list(principal.workspaceId),
}));
