import type { AgentConfig } from '@codexos/protocol/agent';
import type { AgentProblem } from '@codexos/protocol/contracts/agents.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { Services } from '../../services.ts';

/** What keeps an agent from running as it is set: names of things that are not there. */
export async function findAgentProblems(
  services: Services,
  workspaceId: WorkspaceId,
  { id, draft }: { id?: string; draft: AgentConfig },
): Promise<AgentProblem[]> {
  const [models, agents, bases, descriptors] = await Promise.all([
    services.models.list(workspaceId),
    services.agents.list(workspaceId),
    services.knowledge.listBases(workspaceId),
    services.tools.descriptors(workspaceId),
  ]);
  const tools = new Set(descriptors.map((tool) => tool.name));
  const published = new Map(
    agents.map((agent) => [agent.id as string, agent.publishedVersion !== undefined]),
  );
  const knowledge = new Set(['source', ...bases.map((base) => base.id as string)]);
  const knownModels = new Set(models.map((model) => model.ref));
  const unknownModel = (path: string, ref: string): AgentProblem[] =>
    knownModels.has(ref)
      ? []
      : [
          {
            path,
            message: `No provider offers the model ${ref} right now.`,
            hint: 'Choose another model, or see the settings for what the provider lacks.',
          },
        ];
  return [
    ...unknownModel('model', draft.model),
    ...draft.fallbackModels.flatMap((ref, index) => unknownModel(`fallbackModels.${index}`, ref)),
    ...draft.tools.flatMap((tool, index) =>
      tools.has(tool)
        ? []
        : [
            {
              path: `tools.${index}`,
              message: `There is no tool ${tool}.`,
              hint: 'Remove it, or choose another.',
            },
          ],
    ),
    ...draft.subAgents.flatMap((agentId, index) => subAgentProblem({ agentId, index, ownId: id, published })),
    ...draft.knowledge.flatMap((name, index) =>
      knowledge.has(name)
        ? []
        : [
            {
              path: `knowledge.${index}`,
              message: 'The knowledge base is gone.',
              hint: 'Remove it, or choose another.',
            },
          ],
    ),
  ];
}

function subAgentProblem({
  agentId,
  index,
  ownId,
  published,
}: {
  agentId: string;
  index: number;
  ownId: string | undefined;
  published: Map<string, boolean>;
}): AgentProblem[] {
  const path = `subAgents.${index}`;
  if (agentId === ownId)
    return [{ path, message: 'An agent cannot call itself.', hint: 'Remove it from its own sub-agents.' }];
  if (!published.has(agentId))
    return [{ path, message: 'The sub-agent is gone.', hint: 'Remove it, or choose another.' }];
  if (published.get(agentId) !== true)
    return [{ path, message: 'The sub-agent has no published version.', hint: 'Publish it on its page.' }];
  return [];
}
