import { createTool } from '@codexos/protocol/contracts/tools.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeTool } from './describe-tool.ts';

export const createToolUseCase = defineUseCase(
  createTool,
  async ({ services, principal: { workspaceId }, body: { document } }) => {
    services.tools.rules.assertUsable(document);
    await services.workspaceTools.assertRoom(workspaceId, 1);
    const tool = await services.workspaceTools.create(workspaceId, document);
    return describeTool(services, workspaceId, tool);
  },
);
