import { addRoot } from '@codexos/protocol/contracts/files.contract';
import { defineUseCase } from '../../use-case.ts';

export const addRootUseCase = defineUseCase(
  addRoot,
  async ({ services, principal, body }) => services.roots.add(principal.workspaceId, body.path),
  ({ body }) => ({ target: body.path }),
);
