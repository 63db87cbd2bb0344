import { getAgentCases } from '@codexos/protocol/contracts/agent-evaluations.contract';
import { defineUseCase } from '../../use-case.ts';

export const getAgentCasesUseCase = defineUseCase(
  getAgentCases,
  async ({ services: { agents, evaluations }, principal: { workspaceId }, params: { agentId } }) => {
    await agents.get({ workspaceId, agentId });
    return { cases: await evaluations.store.cases({ workspaceId, agentId }) };
  },
);
