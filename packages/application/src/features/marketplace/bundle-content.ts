/** Makes the content of a listing out of things of a workspace: whole, and without any of its ids. */
import type { AgentConfig } from '@codexos/protocol/agent';
import type { Flow } from '@codexos/protocol/flow';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { ListedAgent, ListedFlow, ListingContent } from '@codexos/protocol/listing';
import { CodexError } from '@codexos/utils/errors';
import type { AgentStore } from '../agents/agent-store.ts';
import { collectCalledFlows, keyOf } from '../flows/called-flows.ts';
import type { FlowStore } from '../flows/flow-store.ts';
import { bundleTools, type ToolShelf } from './bundle-tools.ts';
import { agentsNamedBy, mapAgentReferences, mapFlowReferences, type ReferenceMap } from './map-references.ts';
import { toSlug } from './to-slug.ts';

const MAX_AGENTS = 50;

interface FoundAgent {
  id: string;
  key: string;
  name: string;
  description: string;
  config: AgentConfig;
}

type BundleServices = ToolShelf & { agents: AgentStore; flows: Pick<FlowStore, 'get' | 'getVersion'> };

/** A flow with the flows, agents and tools that it calls, to any depth. Throws NOT_PUBLISHED or FLOW_NOT_FOUND. */
export async function bundleFlow(
  services: BundleServices,
  workspaceId: WorkspaceId,
  flow: Flow,
): Promise<ListingContent> {
  const called = await collectCalledFlows(services.flows, workspaceId, flow);
  const all = [flow, ...called.map((version) => version.flow)];
  const found = await collectAgents(services.agents, workspaceId, all.flatMap(agentsNamedBy));
  const tools = await bundleTools(services, workspaceId, { flows: all, agents: found });
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  const listed: { key: string; flow: Flow }[] = [];
  for (const { name, references, flow: content } of called) {
    const key = freeKey(toSlug(name), taken);
    taken.add(key);
    for (const reference of references) keys.set(reference, key);
    listed.push({ key, flow: content });
  }
  const map: ReferenceMap = {
    ...outwards(found),
    flow: (reference) => keys.get(keyOf(reference)) ?? reference.id,
  };
  const flows: ListedFlow[] = listed.map((part) => ({ ...part, flow: mapFlowReferences(part.flow, map) }));
  return { kind: 'flow', flow: mapFlowReferences(flow, map), flows, agents: toListed(found, map), tools };
}

/** The published version of an agent with every agent below it. Throws NOT_PUBLISHED. */
export async function bundleAgent(
  services: BundleServices,
  workspaceId: WorkspaceId,
  agentId: string,
): Promise<ListingContent> {
  const found = await collectAgents(services.agents, workspaceId, [agentId]);
  const tools = await bundleTools(services, workspaceId, { flows: [], agents: found });
  return { kind: 'agent', agents: toListed(found, outwards(found)), tools };
}

/** A tool as it is saved. Throws TOOL_NOT_FOUND. */
export async function bundleTool(
  services: BundleServices,
  workspaceId: WorkspaceId,
  toolId: string,
): Promise<ListingContent> {
  const { document } = await services.workspaceTools.get({ workspaceId, toolId });
  return { kind: 'tool', agents: [], tools: [{ document }] };
}

/** The named agents and all that they call, each once, in the order in which they are found. */
async function collectAgents(
  agents: AgentStore,
  workspaceId: WorkspaceId,
  wanted: readonly string[],
): Promise<FoundAgent[]> {
  const found = new Map<string, FoundAgent>();
  const waiting = [...wanted];
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    if (found.has(id)) continue;
    if (found.size === MAX_AGENTS) throw tooMany();
    const { config, name } = await agents.configOf({ workspaceId, agentId: id }, 'latest');
    const { description } = await agents.get({ workspaceId, agentId: id });
    const keys = new Set([...found.values()].map(({ key }) => key));
    found.set(id, { id, key: freeKey(toSlug(name), keys), name, description, config });
    waiting.push(...config.subAgents);
  }
  return [...found.values()];
}

/** Agents become their keys; knowledge bases stay behind, so whoever runs it chooses what is asked. */
function outwards(found: readonly FoundAgent[]): Omit<ReferenceMap, 'flow'> {
  const keys = new Map(found.map(({ id, key }) => [id, key]));
  return { agent: (id) => keys.get(id) ?? id, knowledge: () => 'source', tool: (name) => name };
}

function toListed(found: readonly FoundAgent[], map: Omit<ReferenceMap, 'flow'>): ListedAgent[] {
  return found.map(({ key, name, description, config }) => ({
    key,
    name,
    description,
    config: mapAgentReferences(config, map),
  }));
}

function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const key = `${wanted}-${number}`;
    if (!taken.has(key)) return key;
  }
}

function tooMany(): CodexError {
  return new CodexError({
    code: 'LISTING_INVALID',
    message: `More than ${MAX_AGENTS} agents belong to it.`,
    hint: 'List smaller parts on their own.',
  });
}
