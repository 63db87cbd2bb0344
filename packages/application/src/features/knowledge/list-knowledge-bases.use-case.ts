import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import { defineUseCase } from '../../use-case.ts';

export const listKnowledgeBasesUseCase = defineUseCase(
  listKnowledgeBases,
  async ({ services, principal }) => ({
    items: await services.knowledge.listBases(principal.workspaceId),
  }),
);
