import { listToolVersions } from '@codexos/protocol/contracts/tools.contract';
import { defineUseCase } from '../../use-case.ts';

export const listToolVersionsUseCase = defineUseCase(
  listToolVersions,
  async ({ services, principal: { workspaceId }, params: { toolId } }) => ({
    items: await services.workspaceTools.listVersions({ workspaceId, toolId }),
  }),
);
