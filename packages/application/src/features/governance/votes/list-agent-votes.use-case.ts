import { listAgentVotes } from '@codexos/protocol/contracts/governance-agents.contract';
import { defineUseCase } from '../../../use-case.ts';

export const listAgentVotesUseCase = defineUseCase(
  listAgentVotes,
  async ({ services, principal, query }) => ({
    items: await services.voting.listVotes(principal.workspaceId, query.proposalId),
  }),
);
