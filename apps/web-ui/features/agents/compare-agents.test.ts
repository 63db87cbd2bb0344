import { agentConfigSchema } from '@codexos/protocol/agent';
import { describe, expect, it } from 'vitest';
import { compareAgents, compareLines } from './compare-agents';

const signs = { same: ' ', added: '+', removed: '-' } as const;
const shown = (before: string, after: string): string[] =>
  compareLines(before, after).map(({ type, text }) => signs[type] + text);

describe('two versions of an agent', () => {
  it('differ in fields, in words', () => {
    const before = agentConfigSchema.parse({ tools: ['calculator'], subAgents: ['01A'] });
    const after = agentConfigSchema.parse({
      ...before,
      fallbackModels: ['builtin/extractive'],
      subAgents: [],
      limits: { ...before.limits, maxDurationMs: 30_000, maxMicroUsd: 500_000 },
    });
    expect(compareAgents(before, after, (id) => (id === '01A' ? 'Helper' : id))).toEqual([
      { field: 'Stand-ins', before: 'none', after: 'Built-in (no language model)' },
      { field: 'Sub-agents', before: 'Helper', after: 'none' },
      { field: 'Time', before: '10 min 0 s', after: '30 s' },
      { field: 'Cost', before: '$1.00', after: '$0.50' },
    ]);
    expect(compareAgents(before, before, (id) => id)).toEqual([]);
  });

  it('differ in lines of their instructions', () => {
    expect(shown('a\nb\nc\nd', 'a\nc\nx\nd')).toEqual([' a', '-b', ' c', '+x', ' d']);
    expect(shown('', 'a')).toEqual(['+a']);
    expect(shown('a\nb', '')).toEqual(['-a', '-b']);
    expect(shown('a\na', 'a\na\na')).toEqual([' a', ' a', '+a']);
    expect(shown('same', 'same')).toEqual([' same']);
  });

  it('are put together again from what is said of them', () => {
    const texts = ['x\ny\nz\nx\ny', 'y\nz\nw\nx\nx\ny\n', 'one\ntwo', ''];
    for (const before of texts) {
      for (const after of texts) {
        const lines = compareLines(before, after);
        const of = (type: 'added' | 'removed') =>
          lines
            .filter((line) => line.type === 'same' || line.type === type)
            .map(({ text }) => text)
            .join('\n');
        expect([of('removed'), of('added')]).toEqual([before, after]);
      }
    }
  });
});
