import type { AgentConfig } from '@codexos/protocol/agent';
import type { Flow, FlowNode } from '@codexos/protocol/flow';
import type { JsonValue } from '@codexos/protocol/json';

/** What stands in the place of a reference to a thing of a workspace. */
export interface ReferenceMap {
  agent: (reference: string) => string;
  knowledge: (reference: string) => string;
}

/** The flow with its references to agents and knowledge bases replaced, in every node that has such a setting. */
export function mapFlowReferences(flow: Flow, map: ReferenceMap): Flow {
  return { ...flow, nodes: flow.nodes.map((node) => mapNode(node, map)) };
}

export function mapAgentReferences(config: AgentConfig, { agent, knowledge }: ReferenceMap): AgentConfig {
  return {
    ...config,
    subAgents: config.subAgents.map(agent),
    knowledge: unique(config.knowledge.map(knowledge)),
  };
}

/** The agents that a flow names, in nodes and as sub-agents. */
export function agentsNamedBy(flow: Flow): string[] {
  const names: string[] = [];
  mapFlowReferences(flow, {
    agent: (reference) => {
      names.push(reference);
      return reference;
    },
    knowledge: (reference) => reference,
  });
  return unique(names);
}

function mapNode(node: FlowNode, { agent, knowledge }: ReferenceMap): FlowNode {
  const { agentId, subAgents, knowledge: bases } = node.config;
  const changes: Record<string, JsonValue> = {};
  if (typeof agentId === 'string' && agentId !== '') changes.agentId = agent(agentId);
  // A version number means something in the workspace that counted it.
  if (changes.agentId !== undefined && node.config.version !== undefined) changes.version = 'latest';
  if (isTexts(subAgents) && subAgents.length > 0) changes.subAgents = subAgents.map(agent);
  if (typeof bases === 'string') changes.knowledge = knowledge(bases);
  if (isTexts(bases)) changes.knowledge = unique(bases.map(knowledge));
  return Object.keys(changes).length === 0 ? node : { ...node, config: { ...node.config, ...changes } };
}

function isTexts(value: JsonValue | undefined): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
