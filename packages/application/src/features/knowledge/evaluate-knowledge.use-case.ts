import { evaluateKnowledge } from '@codexos/protocol/contracts/knowledge.contract';
import { defineUseCase } from '../../use-case.ts';

export const evaluateKnowledgeUseCase = defineUseCase(
  evaluateKnowledge,
  async ({ services, principal, params, body, signal }) =>
    services.knowledge.evaluate({
      workspaceId: principal.workspaceId,
      sourceId: params.sourceId,
      maxQuestions: body.maxQuestions,
      signal,
    }),
);
