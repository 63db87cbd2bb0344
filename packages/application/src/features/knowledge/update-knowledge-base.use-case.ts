import { updateKnowledgeBase } from '@codexos/protocol/contracts/knowledge.contract';
import { defineUseCase } from '../../use-case.ts';

export const updateKnowledgeBaseUseCase = defineUseCase(
  updateKnowledgeBase,
  async ({ services, principal, params, body }) =>
    services.knowledge.updateBase(principal.workspaceId, params.knowledgeBaseId, body),
);
