import { cancelAgentEvaluation } from '@codexos/protocol/contracts/agent-evaluations.contract';
import { defineUseCase } from '../../use-case.ts';

export const cancelAgentEvaluationUseCase = defineUseCase(
  cancelAgentEvaluation,
  async ({ services, principal: { workspaceId }, params: { agentId, evaluationId } }) => {
    await services.evaluations.cancel({ workspaceId, agentId }, evaluationId);
    return {};
  },
  ({ params }) => ({ target: params.evaluationId }),
);
