import { listVotingAgents } from '@codexos/protocol/contracts/governance-agents.contract';
import { defineUseCase } from '../../../use-case.ts';

export const listVotingAgentsUseCase = defineUseCase(listVotingAgents, async ({ services, principal }) => ({
  items: await services.voting.listAgents(principal.workspaceId),
}));
