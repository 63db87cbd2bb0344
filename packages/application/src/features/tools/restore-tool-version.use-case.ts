import { restoreToolVersion } from '@codexos/protocol/contracts/tools.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeTool } from './describe-tool.ts';

export const restoreToolVersionUseCase = defineUseCase(
  restoreToolVersion,
  async ({ services, principal: { workspaceId }, params: { toolId, number } }) => {
    const key = { workspaceId, toolId };
    const document = await services.workspaceTools.documentOf(key, number);
    const { revision } = await services.workspaceTools.get(key);
    const tool = await services.workspaceTools.update(key, document, revision);
    return describeTool(services, workspaceId, tool);
  },
);
