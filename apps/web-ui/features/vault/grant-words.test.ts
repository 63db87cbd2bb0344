import { describe, expect, it } from 'vitest';
import { describeGrants, findGrantGap } from './grant-words';

const NONE = { tools: [], providers: [], agents: [], hosts: [] };

describe('grants in words', () => {
  it.each([
    [NONE, 'Granted to nobody yet'],
    [{ ...NONE, providers: ['openai'] }, 'provider openai'],
    [{ ...NONE, providers: ['openai'], hosts: ['api.openai.com'] }, 'provider openai → api.openai.com'],
    [
      { ...NONE, tools: ['http-request'], hosts: ['a.example', 'b.example'] },
      'http-request → a.example, b.example',
    ],
    [
      { ...NONE, tools: ['http-request'], hosts: ['a'], agents: ['x'] as never },
      'http-request → a · only one agent',
    ],
  ])('%j reads %s', (grants, words) => {
    expect(describeGrants(grants)).toBe(words);
  });

  it('name the half that is missing', () => {
    expect(findGrantGap({ ...NONE, tools: ['http-request'] })).toContain('name the hosts');
    expect(findGrantGap({ ...NONE, hosts: ['a.example'] })).toContain('Nobody may use it');
    expect(findGrantGap({ ...NONE, providers: ['openai'] })).toBeUndefined();
  });
});
