import { removeRoot } from '@codexos/protocol/contracts/files.contract';
import { defineUseCase } from '../../use-case.ts';

export const removeRootUseCase = defineUseCase(
  removeRoot,
  async ({ services, principal, query }) => {
    await services.roots.remove(principal.workspaceId, query.path);
    return { items: await services.roots.list(principal.workspaceId) };
  },
  ({ query }) => ({ target: query.path }),
);
