import type { AgentConfig } from '@codexos/protocol/agent';
import { flowSchema, type Flow, type FlowSettings } from '@codexos/protocol/flow';
import type { JsonObject } from '@codexos/protocol/json';

/** Id of the one agent node in such a flow. */
export const AGENT_NODE_ID = 'agent';

/**
 * The flow that runs one agent on one request: input, agent, output. It holds the agent as it is at this moment,
 * so that a replay shows what ran. Without `settings` the effects are those of the agent's own tools: whoever
 * gave it the tools is its author.
 */
export function flowOfAgent(
  name: string,
  config: AgentConfig,
  settings: Partial<FlowSettings> = { allowedEffects: ['write'] },
): Flow {
  return flowSchema.parse({
    name,
    description: `Runs the agent ${name} on one request.`,
    nodes: [
      {
        id: 'request',
        kind: 'input',
        label: 'Request',
        position: { x: 0, y: 0 },
        config: { name: 'request', label: 'Request', type: 'text', required: true },
      },
      {
        id: AGENT_NODE_ID,
        kind: 'agent',
        label: name,
        position: { x: 320, y: 0 },
        config: toNodeConfig(config),
      },
      {
        id: 'answer',
        kind: 'output',
        label: 'Answer',
        position: { x: 640, y: 0 },
        config: { name: 'answer' },
      },
    ],
    edges: [
      {
        id: 'request-agent',
        from: { node: 'request', port: 'value' },
        to: { node: AGENT_NODE_ID, port: 'input' },
      },
      {
        id: 'agent-answer',
        from: { node: AGENT_NODE_ID, port: 'text' },
        to: { node: 'answer', port: 'value' },
      },
    ],
    settings,
  });
}

/** The config of the agent node is one flat list of fields; an agent's record groups them. */
function toNodeConfig({ memory, limits, ...config }: AgentConfig): JsonObject {
  return {
    ...config,
    ...limits,
    memoryScope: memory.scope,
    memoryMaxEntries: memory.maxEntries,
    memoryMaxEntryLength: memory.maxEntryLength,
  };
}
