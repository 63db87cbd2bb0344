import { getAgent } from '@codexos/protocol/contracts/agents.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeAgent } from './describe-agent.ts';

export const getAgentUseCase = defineUseCase(getAgent, async ({ services, principal, params }) =>
  describeAgent(
    services,
    principal.workspaceId,
    await services.agents.get({ workspaceId: principal.workspaceId, agentId: params.agentId }),
  ),
);
