import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import { defineUseCase } from '../../use-case.ts';

export const getCatalogueUseCase = defineUseCase(getCatalogue, async ({ services, principal }) => ({
  nodes: services.compiler.describeKinds(),
  tools: await services.tools.descriptors(principal.workspaceId),
  models: await services.models.list(principal.workspaceId),
  defaultModel: await services.models.defaultModel(principal.workspaceId),
}));
