import type { AgentConfig } from '@codexos/protocol/agent';
import { expect, it } from 'vitest';
import { createAgentTools } from './agent-tools.ts';

const names: Readonly<Record<string, string>> = {
  a: 'Code Reader',
  b: 'code reader!',
  c: 'Other',
  d: 'x'.repeat(80),
  e: 'x'.repeat(90),
};

it('gives sub-agents of the same name tools of their own', async () => {
  const config = {
    tools: ['ask-other'],
    subAgents: Object.keys(names),
    knowledge: [],
    memory: { scope: 'none' },
  } as unknown as AgentConfig;
  const { list, agents } = await createAgentTools({
    config,
    agentId: 'me',
    context: {
      listTools: () => [{ name: 'ask-other', description: '', inputSchema: {} }] as never,
      getAgent: ({ agentId }) => Promise.resolve({ agentId, name: names[agentId], description: '' } as never),
    },
  });
  const long = `ask-${'x'.repeat(56)}`;
  expect(list.map(({ name }) => name)).toEqual([
    'ask-other',
    'ask-code-reader',
    'ask-code-reader-2',
    'ask-other-2',
    long,
    `${long.slice(0, 58)}-2`,
  ]);
  expect([...agents]).toEqual([
    ['ask-code-reader', 'a'],
    ['ask-code-reader-2', 'b'],
    ['ask-other-2', 'c'],
    [long, 'd'],
    [`${long.slice(0, 58)}-2`, 'e'],
  ]);
});
