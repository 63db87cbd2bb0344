import { createKnowledgeBase } from '@codexos/protocol/contracts/knowledge.contract';
import { defineUseCase } from '../../use-case.ts';

export const createKnowledgeBaseUseCase = defineUseCase(
  createKnowledgeBase,
  async ({ services, principal, body }) => services.knowledge.createBase(principal.workspaceId, body),
);
