import { getSourceFile } from '@codexos/protocol/contracts/files.contract';
import { readSourceText } from './read-source-text.ts';
import { defineUseCase } from '../../use-case.ts';

export const getSourceFileUseCase = defineUseCase(
  getSourceFile,
  async ({ services, principal, params, query }) =>
    readSourceText(services, { workspaceId: principal.workspaceId, sourceId: params.sourceId, ...query }),
);
