import { updateAgent } from '@codexos/protocol/contracts/agents.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeAgent } from './describe-agent.ts';

export const updateAgentUseCase = defineUseCase(updateAgent, async ({ services, principal, params, body }) =>
  describeAgent(
    services,
    principal.workspaceId,
    await services.agents.update({ workspaceId: principal.workspaceId, agentId: params.agentId }, body),
  ),
);
