import { listAgents } from '@codexos/protocol/contracts/agents.contract';
import { defineUseCase } from '../../use-case.ts';

export const listAgentsUseCase = defineUseCase(listAgents, async ({ services, principal }) => ({
  items: await services.agents.list(principal.workspaceId),
}));
