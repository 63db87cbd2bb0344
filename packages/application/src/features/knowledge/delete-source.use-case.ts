import { deleteSource } from '@codexos/protocol/contracts/knowledge.contract';
import { defineUseCase } from '../../use-case.ts';

export const deleteSourceUseCase = defineUseCase(deleteSource, async ({ services, principal, params }) => {
  await services.knowledge.deleteSource(principal.workspaceId, params.sourceId);
  return {};
});
