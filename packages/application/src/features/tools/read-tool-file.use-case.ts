import { readToolFile } from '@codexos/protocol/contracts/tools.contract';
import { defineUseCase } from '../../use-case.ts';
import { readTools } from './read-tools.ts';

export const readToolFileUseCase = defineUseCase(
  readToolFile,
  async ({ services, principal, body: { text, server } }) => {
    const own = await services.workspaceTools.list(principal.workspaceId);
    const taken = [...services.tools.rules.takenNames, ...own.map(({ document }) => document.name)];
    return readTools(text, { server, taken });
  },
);
