import { exportAgents } from '@codexos/protocol/contracts/agent-files.contract';
import { defineUseCase } from '../../use-case.ts';
import { writeAgentFile } from './write-agent-file.ts';

export const exportAgentsUseCase = defineUseCase(
  exportAgents,
  async ({ services, principal: { workspaceId }, query: { agentIds } }) => {
    const all = await services.agents.list(workspaceId);
    const wanted = agentIds?.split(',').filter((id) => id !== '');
    const chosen = wanted
      ? await Promise.all(wanted.map((agentId) => services.agents.get({ workspaceId, agentId })))
      : all.toSorted((left, right) => left.name.localeCompare(right.name));
    const bases = await services.knowledge.listBases(workspaceId);
    const text = writeAgentFile(
      chosen.map(({ name, description, draft }) => ({ name, description, config: draft })),
      {
        agents: new Map(all.map(({ id, name }) => [id, name])),
        knowledge: new Map(bases.map(({ id, name }) => [id, name])),
      },
    );
    return { text, count: chosen.length };
  },
);
