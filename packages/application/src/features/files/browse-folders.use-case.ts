import { browseFolders } from '@codexos/protocol/contracts/files.contract';
import { browseFolder } from './browse-folder.ts';
import { defineUseCase } from '../../use-case.ts';

export const browseFoldersUseCase = defineUseCase(browseFolders, async ({ services, principal, query }) =>
  browseFolder(services.roots, principal.workspaceId, query.path),
);
