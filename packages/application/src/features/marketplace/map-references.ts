import type { AgentConfig } from '@codexos/protocol/agent';
import { calledFlowSchema, type CalledFlow } from '@codexos/protocol/called-flow';
import type { Flow, FlowNode } from '@codexos/protocol/flow';
import { jsonObjectSchema, type JsonValue } from '@codexos/protocol/json';

/** What stands in the place of a reference to a thing of a workspace. */
export interface ReferenceMap {
  agent: (reference: string) => string;
  knowledge: (reference: string) => string;
  tool: (reference: string) => string;
  /** A called flow; its version goes with the reference. */
  flow: (reference: CalledFlow) => string;
}

/** The flow with its references to agents, tools, knowledge bases and called flows replaced, in every node that has such a setting. */
export function mapFlowReferences(flow: Flow, map: ReferenceMap): Flow {
  return { ...flow, nodes: flow.nodes.map((node) => mapNode(node, map)) };
}

export function mapAgentReferences(
  config: AgentConfig,
  { agent, knowledge, tool }: Omit<ReferenceMap, 'flow'>,
): AgentConfig {
  return {
    ...config,
    subAgents: config.subAgents.map(agent),
    knowledge: unique(config.knowledge.map(knowledge)),
    tools: unique(config.tools.map(tool)),
  };
}

/** The agents that a flow names, in nodes and as sub-agents. */
export function agentsNamedBy(flow: Flow): string[] {
  return namesIn(flow, 'agent');
}

/** The tools that a flow names, in tool nodes and in agents that stand in a node. */
export function toolsNamedBy(flow: Flow): string[] {
  return namesIn(flow, 'tool');
}

function namesIn(flow: Flow, kind: 'agent' | 'tool'): string[] {
  const names: string[] = [];
  const same = (reference: string): string => reference;
  const note = (reference: string): string => {
    names.push(reference);
    return reference;
  };
  mapFlowReferences(flow, { agent: same, knowledge: same, tool: same, flow: ({ id }) => id, [kind]: note });
  return unique(names);
}

function mapNode(node: FlowNode, { agent, knowledge, tool, flow }: ReferenceMap): FlowNode {
  const { agentId, subAgents, knowledge: bases, tool: toolName, tools } = node.config;
  const changes: Record<string, JsonValue> = {};
  if (typeof agentId === 'string' && agentId !== '') changes.agentId = agent(agentId);
  // A version number means something in the workspace that counted it.
  if (changes.agentId !== undefined && node.config.version !== undefined) changes.version = 'latest';
  if (isTexts(subAgents) && subAgents.length > 0) changes.subAgents = subAgents.map(agent);
  if (typeof bases === 'string') changes.knowledge = knowledge(bases);
  if (isTexts(bases)) changes.knowledge = unique(bases.map(knowledge));
  if (typeof toolName === 'string' && toolName !== '') changes.tool = tool(toolName);
  if (isTexts(tools) && tools.length > 0) changes.tools = unique(tools.map(tool));
  const { data: called } = calledFlowSchema.safeParse(node.config.flow);
  if (called) changes.flow = jsonObjectSchema.parse({ ...called, id: flow(called), version: 'latest' });
  return Object.keys(changes).length === 0 ? node : { ...node, config: { ...node.config, ...changes } };
}

function isTexts(value: JsonValue | undefined): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
