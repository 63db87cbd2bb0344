import { testAgent } from '@codexos/protocol/contracts/agents.contract';
import { defineUseCase } from '../../use-case.ts';
import { flowOfAgent } from './flow-of-agent.ts';

/** The test pane runs the draft as it stands, without publishing it. */
export const testAgentUseCase = defineUseCase(testAgent, async ({ services, principal, params, body }) => {
  const agent = await services.agents.get({ workspaceId: principal.workspaceId, agentId: params.agentId });
  return services.runs.start({
    workspaceId: principal.workspaceId,
    agentId: agent.id,
    name: agent.name,
    flow: flowOfAgent(agent.name, agent.draft),
    input: { request: body.request },
    source: body.source,
    trigger: 'manual',
  });
});
