import { searchKnowledge } from '@codexos/protocol/contracts/knowledge.contract';
import { defineUseCase } from '../../use-case.ts';

export const searchKnowledgeUseCase = defineUseCase(
  searchKnowledge,
  async ({ services, principal, params, query }) => {
    const startedAt = performance.now();
    const results = await services.knowledge.search({
      workspaceId: principal.workspaceId,
      binding: {
        knowledgeBaseId: params.knowledgeBaseId,
        ...(query.sourceId ? { sourceId: query.sourceId } : {}),
      },
      query: query.query,
      topK: query.topK,
    });
    return { results, durationMs: performance.now() - startedAt };
  },
);
