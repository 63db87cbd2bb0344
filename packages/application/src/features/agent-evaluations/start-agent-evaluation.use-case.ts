import { startAgentEvaluation } from '@codexos/protocol/contracts/agent-evaluations.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeEvaluation } from './evaluation-service.ts';

export const startAgentEvaluationUseCase = defineUseCase(
  startAgentEvaluation,
  async ({ services, principal: { workspaceId }, params: { agentId, number }, body: { source } }) =>
    describeEvaluation(await services.evaluations.start({ workspaceId, agentId }, number, source)),
  ({ params }) => ({ target: params.agentId, details: { version: params.number } }),
);
