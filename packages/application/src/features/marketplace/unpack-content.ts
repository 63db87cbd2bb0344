/** Makes things of a workspace out of the content of a listing. Nothing runs; people look first. */
import type { AgentConfig } from '@codexos/protocol/agent';
import type { Flow } from '@codexos/protocol/flow';
import type { AgentId, WorkspaceId } from '@codexos/protocol/ids';
import type { ListingContent } from '@codexos/protocol/listing';
import { createId } from '@codexos/utils/ids';
import type { Services } from '../../services.ts';
import { mapAgentReferences, mapFlowReferences, type ReferenceMap } from './map-references.ts';

export interface Unpacked {
  id: string;
  /** Ids of the agents that were made, by their key in the listing. */
  agentIds: Record<string, string>;
}

export async function unpackContent(
  services: Services,
  workspaceId: WorkspaceId,
  { content, name }: { content: ListingContent; name: string },
): Promise<Unpacked> {
  const listed = content.kind === 'agent' ? content.agents[0] : undefined;
  const agents = content.agents.map((agent) => (agent === listed ? { ...agent, name } : agent));
  const agentIds = await unpackNewAgents(services, workspaceId, {
    content: { ...content, agents },
    known: {},
  });
  if (content.kind === 'agent') return { id: agentIds[listed?.key ?? ''] ?? '', agentIds };
  const map = inwards(agentIds);
  const flow = { ...mapFlowReferences(content.flow, map), name };
  const { flowId } = await services.flowDocuments.create(workspaceId, flow);
  return { id: flowId, agentIds };
}

/** Makes the agents that are not known yet and publishes them, so that they can be called; gives all ids by key. */
export async function unpackNewAgents(
  services: Services,
  workspaceId: WorkspaceId,
  { content, known }: { content: ListingContent; known: Record<string, string> },
): Promise<Record<string, string>> {
  const fresh = content.agents.filter(({ key }) => known[key] === undefined);
  const agentIds = { ...known };
  for (const { key } of fresh) agentIds[key] = createId<AgentId>();
  const map = inwards(agentIds);
  for (const { key, name, description, config } of fresh) {
    const agent = { name, description, config: mapAgentReferences(config, map) };
    await services.agents.create(workspaceId, agent, agentIds[key]);
  }
  for (const { key } of fresh)
    await services.agents.publish({ workspaceId, agentId: agentIds[key] ?? '' }, undefined);
  return agentIds;
}

/** The flow or the listed agent of a newer version, with the ids that this workspace gave to its agents. */
export function localContent(content: ListingContent, agentIds: Record<string, string>): Flow | AgentConfig {
  const map = inwards(agentIds);
  if (content.kind === 'flow') return mapFlowReferences(content.flow, map);
  const [agent] = content.agents;
  if (!agent) throw new Error('A listed agent has at least one agent.');
  return mapAgentReferences(agent.config, map);
}

function inwards(agentIds: Record<string, string>): ReferenceMap {
  return { agent: (key) => agentIds[key] ?? key, knowledge: (reference) => reference };
}
