import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import { defineUseCase } from '../../use-case.ts';

export const getCatalogueUseCase = defineUseCase(getCatalogue, async ({ services, principal }) => ({
  nodes: services.compiler.describeKinds(),
  tools: services.toolDescriptors,
  models: await services.models.list(principal.workspaceId),
  defaultModel: await services.models.defaultModel(principal.workspaceId),
}));
