import { addRegistry } from '@codexos/protocol/contracts/marketplace.contract';
import { defineUseCase } from '../../use-case.ts';

export const addRegistryUseCase = defineUseCase(
  addRegistry,
  async ({ services, principal, body }) => services.registries.add(principal.workspaceId, body),
  ({ response, body }) => ({ target: response?.key, details: { location: body.location } }),
);
