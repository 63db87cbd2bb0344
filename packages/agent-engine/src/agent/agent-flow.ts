import { flowSchema, type Flow } from '@codexos/protocol/flow';
import { nodeIdSchema } from '@codexos/protocol/ids';

/**
 * The flow that runs one saved agent on its own: a child run, the test pane, a chat. Takes `goal`, gives `answer`.
 * `allowedEffects` are those of whoever calls it.
 */
export function agentFlow({
  agentId,
  version = 'latest',
  allowedEffects = [],
}: {
  agentId: string;
  version?: number | 'latest';
  allowedEffects?: Flow['settings']['allowedEffects'];
}): Flow {
  const end = (
    node: string,
    port: string,
  ): { node: ReturnType<typeof nodeIdSchema.parse>; port: string } => ({
    node: nodeIdSchema.parse(node),
    port,
  });
  return flowSchema.parse({
    name: 'Agent',
    nodes: [
      {
        id: 'goal',
        kind: 'input',
        config: { name: 'goal', label: 'Goal', type: 'json' },
        position: { x: 0, y: 0 },
      },
      {
        id: 'agent',
        kind: 'agent',
        config: { agentId, version: String(version) },
        position: { x: 320, y: 0 },
      },
      { id: 'answer', kind: 'output', config: { name: 'answer' }, position: { x: 640, y: 0 } },
    ],
    edges: [
      { id: 'goal-agent', from: end('goal', 'value'), to: end('agent', 'input') },
      { id: 'agent-answer', from: end('agent', 'text'), to: end('answer', 'value') },
    ],
    settings: { allowedEffects },
  });
}
