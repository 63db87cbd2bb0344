/** Makes things of a workspace out of the content of a listing. Nothing runs; people look first. */
import type { AgentConfig } from '@codexos/protocol/agent';
import type { Flow } from '@codexos/protocol/flow';
import type { AgentId, FlowId, WorkspaceId } from '@codexos/protocol/ids';
import type { ListingContent } from '@codexos/protocol/listing';
import { withoutPins } from '@codexos/protocol/pins';
import type { ToolDocument } from '@codexos/protocol/tool';
import { createId } from '@codexos/utils/ids';
import type { Services } from '../../services.ts';
import { cutVersion } from '../flows/cut-version.ts';
import { mapAgentReferences, mapFlowReferences, type ReferenceMap } from './map-references.ts';
import { addTool, assertToolsUsable, unpackTools, type ToolNames } from './unpack-tools.ts';

export interface Unpacked {
  id: string;
  /** Ids of the agents that were made, by their key in the listing. */
  agentIds: Record<string, string>;
  /** Ids of the called flows that were made, by their key in the listing. */
  flowIds: Record<string, string>;
  /** Names of the tools that came along, by their name in the listing. */
  toolNames: ToolNames;
}

/** What the things of a listing are called in this workspace. */
export type LocalNames = Pick<Unpacked, 'agentIds' | 'flowIds' | 'toolNames'>;

export async function unpackContent(
  services: Services,
  workspaceId: WorkspaceId,
  { content, name }: { content: ListingContent; name: string | undefined },
): Promise<Unpacked> {
  assertToolsUsable(services, content.tools);
  await services.workspaceTools.assertRoom(workspaceId, content.tools.length);
  if (content.kind === 'tool') return unpackTool(services, workspaceId, { content, name });
  const toolNames = await unpackTools(services, workspaceId, content.tools);
  const listed = content.kind === 'agent' ? content.agents[0] : undefined;
  const agents = content.agents.map((agent) =>
    agent === listed ? { ...agent, name: name ?? agent.name } : agent,
  );
  const agentIds = await unpackNewAgents(services, workspaceId, {
    content: { ...content, agents },
    known: { agentIds: {}, flowIds: {}, toolNames },
  });
  if (content.kind === 'agent')
    return { id: agentIds[listed?.key ?? ''] ?? '', agentIds, flowIds: {}, toolNames };
  const flowIds = await unpackNewFlows(services, workspaceId, {
    content,
    known: { agentIds, flowIds: {}, toolNames },
  });
  const map = inwards({ agentIds, flowIds, toolNames });
  const flow = { ...mapFlowReferences(withoutPins(content.flow), map), name: name ?? content.flow.name };
  const { flowId } = await services.flowDocuments.create(workspaceId, flow);
  return { id: flowId, agentIds, flowIds, toolNames };
}

async function unpackTool(
  services: Services,
  workspaceId: WorkspaceId,
  { content, name }: { content: ListingContent; name: string | undefined },
): Promise<Unpacked> {
  const [listed] = content.tools;
  if (!listed) throw new Error('A listed tool has a document.');
  const own = await services.workspaceTools.list(workspaceId);
  const document = { ...listed.document, label: name ?? listed.document.label };
  const made = await addTool(services, workspaceId, { document, own });
  return {
    id: made.id,
    agentIds: {},
    flowIds: {},
    toolNames: { [listed.document.name]: made.document.name },
  };
}

/** Makes the agents that are not known yet and publishes them, so that they can be called; gives all ids by key. */
export async function unpackNewAgents(
  services: Services,
  workspaceId: WorkspaceId,
  { content, known }: { content: ListingContent; known: LocalNames },
): Promise<Record<string, string>> {
  const fresh = content.agents.filter(({ key }) => known.agentIds[key] === undefined);
  const agentIds = { ...known.agentIds };
  for (const { key } of fresh) agentIds[key] = createId<AgentId>();
  const map = inwards({ ...known, agentIds });
  for (const { key, name, description, config } of fresh) {
    const agent = { name, description, config: mapAgentReferences(config, map) };
    await services.agents.create(workspaceId, agent, agentIds[key]);
  }
  for (const { key } of fresh)
    await services.agents.publish({ workspaceId, agentId: agentIds[key] ?? '' }, undefined);
  return agentIds;
}

/** Makes the called flows that are not known yet and publishes them, so that they can be called; gives all ids by key. */
export async function unpackNewFlows(
  services: Services,
  workspaceId: WorkspaceId,
  { content, known }: { content: ListingContent; known: LocalNames },
): Promise<Record<string, string>> {
  const listed = content.kind === 'flow' ? content.flows : [];
  const fresh = listed.filter(({ key }) => known.flowIds[key] === undefined);
  const flowIds = { ...known.flowIds };
  for (const { key } of fresh) flowIds[key] = createId<FlowId>();
  const map = inwards({ ...known, flowIds });
  for (const { key, flow } of fresh) {
    const made = await services.flowDocuments.create(
      workspaceId,
      mapFlowReferences(withoutPins(flow), map),
      flowIds[key] as FlowId,
    );
    await services.flows.setPublished(made, (await cutVersion(services, made)).number);
  }
  return flowIds;
}

/** The flow, listed agent or tool of a newer version, with what this workspace calls its agents and tools. */
export function localContent(content: ListingContent, names: LocalNames): Flow | AgentConfig | ToolDocument {
  const map = inwards(names);
  if (content.kind === 'flow') return mapFlowReferences(withoutPins(content.flow), map);
  const [tool] = content.tools;
  if (content.kind === 'tool' && tool) return { ...tool.document, name: map.tool(tool.document.name) };
  const [agent] = content.agents;
  if (!agent) throw new Error('A listed agent has at least one agent.');
  return mapAgentReferences(agent.config, map);
}

export function inwards({ agentIds, flowIds, toolNames }: LocalNames): ReferenceMap {
  return {
    flow: ({ id }) => flowIds[id] ?? id,
    agent: (key) => agentIds[key] ?? key,
    knowledge: (reference) => reference,
    tool: (name) => toolNames[name] ?? name,
  };
}
