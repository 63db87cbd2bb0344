import { importTools } from '@codexos/protocol/contracts/tools.contract';
import { defineUseCase } from '../../use-case.ts';
import { addTools } from './add-tools.ts';
import { summariseTool } from './describe-tool.ts';

export const importToolsUseCase = defineUseCase(
  importTools,
  async ({ services, principal: { workspaceId }, body: { documents } }) => ({
    items: (await addTools(services, workspaceId, documents)).map(summariseTool),
  }),
  ({ response }) => ({
    target: response?.items.length === 1 ? response.items[0]?.id : 'tools',
    details: { tools: response?.items.map(({ name }) => name) ?? [] },
  }),
);
