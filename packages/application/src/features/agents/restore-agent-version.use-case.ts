import { restoreAgentVersion } from '@codexos/protocol/contracts/agents.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeAgent } from './describe-agent.ts';

export const restoreAgentVersionUseCase = defineUseCase(
  restoreAgentVersion,
  async ({ services, principal, params }) => {
    const key = { workspaceId: principal.workspaceId, agentId: params.agentId };
    const { config } = await services.agents.configOf(key, params.number);
    const { revision } = await services.agents.get(key);
    return describeAgent(
      services,
      principal.workspaceId,
      await services.agents.update(key, { config, revision }),
    );
  },
);
