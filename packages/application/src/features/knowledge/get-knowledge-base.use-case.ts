import { getKnowledgeBase } from '@codexos/protocol/contracts/knowledge.contract';
import { defineUseCase } from '../../use-case.ts';

export const getKnowledgeBaseUseCase = defineUseCase(
  getKnowledgeBase,
  async ({ services, principal, params }) =>
    services.knowledge.getBase(principal.workspaceId, params.knowledgeBaseId),
);
