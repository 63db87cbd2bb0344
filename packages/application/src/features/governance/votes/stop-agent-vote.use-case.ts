import { stopAgentVote } from '@codexos/protocol/contracts/governance-agents.contract';
import { defineUseCase } from '../../../use-case.ts';

export const stopAgentVoteUseCase = defineUseCase(
  stopAgentVote,
  async ({ services, principal, params }) =>
    services.voting.stopVote(principal.workspaceId, params.agentVoteId),
  ({ response }) => ({
    details: {
      ...(response === undefined ? {} : { agentId: response.agentId, proposalId: response.proposalId }),
      ...(response?.agentName === undefined ? {} : { name: response.agentName }),
    },
  }),
);
