import type { ToolDescriptor } from '@codexos/protocol/catalogue';
import { expect, it } from 'vitest';
import { effectOfNode } from './node-effect';

const tool = (name: string, effect: ToolDescriptor['effect']): ToolDescriptor => ({
  ...{
    name,
    label: name,
    description: '',
    icon: 'wrench',
    effect,
    inputSchema: {},
    outputSchema: {},
    secrets: [],
  },
});
const catalogue = { tools: [tool('look', 'read'), tool('send', 'write'), tool('buy', 'spend')] };

it.each([
  [{ tool: 'look' }, undefined],
  [{ prompt: 'send' }, undefined],
  [{ tool: 'send' }, 'send can change things outside'],
  [{ tools: ['look', 'buy'] }, 'buy can spend money'],
  [{ agentId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }, 'saved agent'],
])('says what %j does to the world outside', (config, words) => {
  const said = effectOfNode({ config }, catalogue);
  if (words === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(words);
});
