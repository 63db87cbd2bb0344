import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import { expect, it } from 'vitest';
import { describeConfig } from './describe-config';

const descriptor: NodeDescriptor = {
  kind: 'tool',
  version: 1,
  label: 'Tool',
  summary: '',
  group: 'tool',
  icon: 'wrench',
  configSchema: {
    properties: {
      tool: { type: 'string', label: 'Tool' },
      input: { type: 'object', label: 'Input' },
      tries: { type: 'number', label: 'Tries', default: 3 },
    },
  },
  defaultConfig: {},
  cardSettings: [],
  runsAlone: true,
  ports: { in: [], out: [] },
};

it('reads the settings of a kind in their order, with what is left to its default', () => {
  expect(
    describeConfig({ config: { input: { a: 1 }, tool: 'search', names: ['a', 'b'] } }, descriptor),
  ).toEqual([
    { name: 'tool', label: 'Tool', text: 'search' },
    { name: 'input', label: 'Input', text: '{\n  "a": 1\n}' },
    { name: 'tries', label: 'Tries', text: '3' },
    { name: 'names', label: 'names', text: 'a, b' },
  ]);
});

it('hides what would be a secret and keeps the names of secrets', () => {
  const config = {
    apiKey: 'sk-live',
    headers: { Authorization: 'Bearer abc', 'x-token': 'Bearer secret:GITHUB_TOKEN', accept: 'text/plain' },
    tokens: ['one'],
    password: '',
  };
  const text = JSON.stringify(describeConfig({ config }, undefined));
  for (const value of ['sk-live', 'abc', 'one']) expect(text).not.toContain(value);
  for (const value of ['secret:GITHUB_TOKEN', 'text/plain']) expect(text).toContain(value);
});
