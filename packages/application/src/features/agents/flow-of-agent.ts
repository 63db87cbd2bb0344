import type { AgentConfig } from '@codexos/protocol/agent';
import { flowSchema, type Flow, type FlowSettings } from '@codexos/protocol/flow';
import type { JsonObject } from '@codexos/protocol/json';

/** The flow that runs one agent on one request: input, agent, output. */
export function flowOfAgent(
  name: string,
  config: AgentConfig,
  agentId: string,
  settings?: FlowSettings,
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
        id: 'agent',
        kind: 'agent',
        label: name,
        position: { x: 300, y: 0 },
        config: inlineConfig(config, agentId),
      },
      {
        id: 'answer',
        kind: 'output',
        label: 'Answer',
        position: { x: 600, y: 0 },
        config: { name: 'answer' },
      },
    ],
    edges: [
      { id: 'request-agent', from: { node: 'request', port: 'value' }, to: { node: 'agent', port: 'input' } },
      { id: 'agent-answer', from: { node: 'agent', port: 'text' }, to: { node: 'answer', port: 'value' } },
    ],
    ...(settings ? { settings } : {}),
  });
}

function inlineConfig(config: AgentConfig, memoryId: string): JsonObject {
  return { ...config, memoryId } as unknown as JsonObject;
}
