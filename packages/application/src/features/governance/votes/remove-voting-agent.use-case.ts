import { removeVotingAgent } from '@codexos/protocol/contracts/governance-agents.contract';
import { defineUseCase } from '../../../use-case.ts';

export const removeVotingAgentUseCase = defineUseCase(
  removeVotingAgent,
  async ({ services, principal, params }) => {
    await services.voting.removeAgent({ workspaceId: principal.workspaceId, agentId: params.agentId });
    services.governanceWatch.nudge();
    return {};
  },
);
