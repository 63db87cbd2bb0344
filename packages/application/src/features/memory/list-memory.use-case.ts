import { listMemory } from '@codexos/protocol/contracts/agents.contract';
import { defineUseCase } from '../../use-case.ts';
import { listAgentMemory } from './memory-store.ts';

export const listMemoryUseCase = defineUseCase(listMemory, async ({ services, principal, params }) => {
  await services.agents.get({ workspaceId: principal.workspaceId, agentId: params.agentId });
  return {
    items: await listAgentMemory(services.database, {
      workspaceId: principal.workspaceId,
      agentId: params.agentId,
    }),
  };
});
