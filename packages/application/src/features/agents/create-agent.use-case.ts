import { agentConfigSchema } from '@codexos/protocol/agent';
import { createAgent } from '@codexos/protocol/contracts/agents.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeAgent } from './describe-agent.ts';

export const createAgentUseCase = defineUseCase(createAgent, async ({ services, principal, body }) => {
  const config =
    body.config ??
    agentConfigSchema.parse({ model: await services.models.defaultModel(principal.workspaceId) });
  const agent = await services.agents.create(principal.workspaceId, {
    name: body.name,
    description: body.description,
    config,
  });
  return describeAgent(services, principal.workspaceId, agent);
});
