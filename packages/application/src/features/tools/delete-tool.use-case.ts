import { deleteTool } from '@codexos/protocol/contracts/tools.contract';
import { defineUseCase } from '../../use-case.ts';

export const deleteToolUseCase = defineUseCase(deleteTool, async ({ services, principal, params }) => {
  await services.workspaceTools.delete({ workspaceId: principal.workspaceId, toolId: params.toolId });
  return {};
});
