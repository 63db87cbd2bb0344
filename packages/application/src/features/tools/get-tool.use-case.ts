import { getTool } from '@codexos/protocol/contracts/tools.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeTool } from './describe-tool.ts';

export const getToolUseCase = defineUseCase(
  getTool,
  async ({ services, principal: { workspaceId }, params: { toolId } }) =>
    describeTool(services, workspaceId, await services.workspaceTools.get({ workspaceId, toolId })),
);
