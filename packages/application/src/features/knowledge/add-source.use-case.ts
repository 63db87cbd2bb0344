import { addSource } from '@codexos/protocol/contracts/knowledge.contract';
import { defineUseCase } from '../../use-case.ts';

export const addSourceUseCase = defineUseCase(addSource, async ({ services, principal, params, body }) =>
  services.knowledge.addSource({
    workspaceId: principal.workspaceId,
    knowledgeBaseId: params.knowledgeBaseId,
    ...body,
  }),
);
