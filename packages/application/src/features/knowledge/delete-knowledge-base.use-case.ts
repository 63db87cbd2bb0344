import { deleteKnowledgeBase } from '@codexos/protocol/contracts/knowledge.contract';
import { defineUseCase } from '../../use-case.ts';

export const deleteKnowledgeBaseUseCase = defineUseCase(
  deleteKnowledgeBase,
  async ({ services, principal, params }) => {
    await services.knowledge.deleteBase(principal.workspaceId, params.knowledgeBaseId);
    return {};
  },
);
