import { removeRegistry } from '@codexos/protocol/contracts/marketplace.contract';
import { defineUseCase } from '../../use-case.ts';

export const removeRegistryUseCase = defineUseCase(
  removeRegistry,
  async ({ services, principal, params }) => {
    await services.registries.remove(principal.workspaceId, params.registryId);
    return {};
  },
);
