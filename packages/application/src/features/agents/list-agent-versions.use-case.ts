import { listAgentVersions } from '@codexos/protocol/contracts/agents.contract';
import { defineUseCase } from '../../use-case.ts';

export const listAgentVersionsUseCase = defineUseCase(
  listAgentVersions,
  async ({ services, principal, params }) => ({
    items: await services.agents.listVersions({
      workspaceId: principal.workspaceId,
      agentId: params.agentId,
    }),
  }),
);
