import { listTools } from '@codexos/protocol/contracts/tools.contract';
import { defineUseCase } from '../../use-case.ts';
import { summariseTool } from './describe-tool.ts';

export const listToolsUseCase = defineUseCase(listTools, async ({ services, principal }) => ({
  items: (await services.workspaceTools.list(principal.workspaceId)).map(summariseTool),
}));
