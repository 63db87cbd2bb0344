import { updateTool } from '@codexos/protocol/contracts/tools.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeTool } from './describe-tool.ts';

export const updateToolUseCase = defineUseCase(
  updateTool,
  async ({ services, principal: { workspaceId }, params: { toolId }, body: { document, revision } }) => {
    services.tools.rules.assertUsable(document);
    const tool = await services.workspaceTools.update({ workspaceId, toolId }, document, revision);
    return describeTool(services, workspaceId, tool);
  },
);
