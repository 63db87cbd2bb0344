import { listAgentEvaluations } from '@codexos/protocol/contracts/agent-evaluations.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeEvaluation } from './evaluation-service.ts';

export const listAgentEvaluationsUseCase = defineUseCase(
  listAgentEvaluations,
  async ({ services: { agents, evaluations }, principal: { workspaceId }, params: { agentId } }) => {
    await agents.get({ workspaceId, agentId });
    const found = await evaluations.store.listLatest({ workspaceId, agentId });
    return { items: found.map(describeEvaluation) };
  },
);
