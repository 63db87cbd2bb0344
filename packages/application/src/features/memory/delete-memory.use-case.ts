import { deleteMemory } from '@codexos/protocol/contracts/agents.contract';
import { defineUseCase } from '../../use-case.ts';
import { forgetAgentMemory } from './memory-store.ts';

export const deleteMemoryUseCase = defineUseCase(
  deleteMemory,
  async ({ services, principal, params, query }) => {
    await services.agents.get({ workspaceId: principal.workspaceId, agentId: params.agentId });
    await forgetAgentMemory(services.database, {
      workspaceId: principal.workspaceId,
      agentId: params.agentId,
      ...query,
    });
    return {};
  },
);
