import { listSourceFiles } from '@codexos/protocol/contracts/files.contract';
import { listSourceFolder } from './list-source-folder.ts';
import { defineUseCase } from '../../use-case.ts';

export const listSourceFilesUseCase = defineUseCase(
  listSourceFiles,
  async ({ services, principal, params, query }) => {
    const folder = await services.knowledge.folderOf(principal.workspaceId, params.sourceId);
    return { items: await listSourceFolder(folder, query.path) };
  },
);
