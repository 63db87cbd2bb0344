import type { Expectation } from '@codexos/protocol/agent-evaluation';
import { describe, expect, it } from 'vitest';
import { checkExpectations } from './check-expectations.ts';

const answer = { text: 'The Lock\n is  BUSY.', cited: ['src/open-gate.ts'], called: ['calculator'] };

describe('an expectation', () => {
  it.each<[Expectation['type'], string, boolean]>([
    ['contains', 'lock is busy', true],
    ['contains', 'free', false],
    ['excludes', 'free', true],
    ['excludes', 'BUSY', false],
    ['cites', 'open-gate.ts', true],
    ['cites', 'src/open-gate.ts', true],
    ['cites', 'gate.ts', false],
    ['calls', 'calculator', true],
    ['calls', 'calc', false],
  ])('that the answer %s “%s” is %s', (type, text, isMet) => {
    expect(checkExpectations([{ type, text }], answer)).toEqual([isMet]);
  });
});
