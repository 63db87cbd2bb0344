import { setVotingAgent } from '@codexos/protocol/contracts/governance-agents.contract';
import { defineUseCase } from '../../../use-case.ts';

export const setVotingAgentUseCase = defineUseCase(
  setVotingAgent,
  async ({ services, principal, params, body }) => {
    const key = { workspaceId: principal.workspaceId, agentId: params.agentId };
    const agent = await services.voting.setAgent(key, { ...body, by: principal.userId });
    services.governanceWatch.nudge();
    return agent;
  },
  ({ body: { policy }, response }) => ({
    details: {
      isOn: policy.isOn,
      ...(response === undefined ? {} : { address: response.address, revision: response.revision }),
      ...(response?.agentName === undefined ? {} : { name: response.agentName }),
    },
  }),
);
