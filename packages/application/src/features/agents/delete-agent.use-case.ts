import { deleteAgent } from '@codexos/protocol/contracts/agents.contract';
import { defineUseCase } from '../../use-case.ts';

export const deleteAgentUseCase = defineUseCase(deleteAgent, async ({ services, principal, params }) => {
  await services.agents.delete({ workspaceId: principal.workspaceId, agentId: params.agentId });
  return {};
});
