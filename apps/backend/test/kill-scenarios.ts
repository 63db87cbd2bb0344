/** What the kill tests run. The model is a scripted server, so every run of a scenario goes the same way. */
import type { Application } from '@codexos/application';
import { agentConfigSchema } from '@codexos/protocol/agent';
import { flowSchema, type Flow } from '@codexos/protocol/flow';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { ServerAnswer } from '@codexos/application/testing';

type Services = Application['services'];

export interface Scenario {
  /** Its flow, with what the flow needs to be there. */
  flow: (services: Services, workspaceId: WorkspaceId) => Promise<Flow>;
  /** The run waits for a person first, and the process is killed in what comes after the answer. */
  isAnswered?: boolean;
}

/** Two branches with an effect each, joined, then a loop of two turns with an effect in each. */
const effects = flowSchema.parse({
  name: 'Effects',
  nodes: [
    { id: 'text', kind: 'input', config: { name: 'text' } },
    { id: 'left', kind: 'tool', config: { tool: 'witness', arguments: { label: 'left' } } },
    { id: 'right', kind: 'tool', config: { tool: 'witness', arguments: { label: 'right' } } },
    { id: 'join', kind: 'merge', config: { join: 'all', combine: 'list' } },
    { id: 'repeat', kind: 'loop', config: { maxTurns: 2 } },
    { id: 'turn', kind: 'tool', config: { tool: 'witness', arguments: { label: 'turn' } } },
    { id: 'result', kind: 'output', config: { name: 'answer' } },
  ],
  edges: [
    { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'left', port: 'input' } },
    { id: 'e2', from: { node: 'text', port: 'value' }, to: { node: 'right', port: 'input' } },
    { id: 'e3', from: { node: 'left', port: 'result' }, to: { node: 'join', port: 'inputs' } },
    { id: 'e4', from: { node: 'right', port: 'result' }, to: { node: 'join', port: 'inputs' } },
    { id: 'e5', from: { node: 'join', port: 'value' }, to: { node: 'repeat', port: 'input' } },
    { id: 'e6', from: { node: 'repeat', port: 'body' }, to: { node: 'turn', port: 'input' } },
    { id: 'e7', from: { node: 'turn', port: 'result' }, to: { node: 'repeat', port: 'back' } },
    { id: 'e8', from: { node: 'repeat', port: 'done' }, to: { node: 'result', port: 'value' } },
  ],
});

/** An agent with two effects side by side, which then calls another agent, which posts what must not be posted twice. */
async function agents({ agents: store }: Services, workspaceId: WorkspaceId): Promise<Flow> {
  const known = (await store.list(workspaceId)).find(({ name }) => name === 'Writer');
  const agentId = known?.id ?? (await createWriter(store, workspaceId));
  return flowSchema.parse({
    name: 'Agents',
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text' } },
      {
        id: 'caller',
        kind: 'agent',
        config: { model: 'local/tiny', tools: ['witness'], subAgents: [agentId] },
      },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'caller', port: 'input' } },
      { id: 'e2', from: { node: 'caller', port: 'text' }, to: { node: 'result', port: 'value' } },
    ],
    settings: { allowedEffects: ['write'] },
  });
}

async function createWriter(store: Services['agents'], workspaceId: WorkspaceId): Promise<string> {
  const config = agentConfigSchema.parse({ model: 'local/tiny', tools: ['post'] });
  const { id } = await store.create(workspaceId, { name: 'Writer', description: '', config });
  await store.publish({ workspaceId, agentId: id }, undefined);
  return id;
}

export const SCENARIOS = {
  effects: { flow: async () => effects },
  agents: { flow: agents },
  answer: { flow: agents, isAnswered: true },
} as const satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof SCENARIOS;

/** What the model says next, by what it has been told so far. */
export function modelAnswer(messages: readonly { role: string }[], tools: readonly string[]): ServerAnswer {
  const resultCount = messages.filter(({ role }) => role === 'tool').length;
  if (tools.includes('post'))
    return resultCount === 0
      ? { toolCalls: [{ id: 'p', name: 'post', input: { label: 'news' } }] }
      : { text: 'Posted.' };
  if (resultCount === 0)
    return {
      toolCalls: ['a', 'b'].map((label) => ({ id: label, name: 'witness', input: { label } })),
    };
  return resultCount === 2
    ? { toolCalls: [{ id: 'w', name: 'ask-writer', input: { goal: 'Post it' } }] }
    : { text: 'All is done.' };
}
