import { describe, expect, it } from 'vitest';
import { curlExample, sampleInput } from './curl-example';

describe('curlExample', () => {
  it('calls the published flow without holding the token', () => {
    const text = curlExample('http://127.0.0.1:4600', '01F', { question: "What's new?" });
    expect(text).toContain("'http://127.0.0.1:4600/api/v1/published/01F/runs'");
    expect(text).toContain('Bearer $CODEXOS_TOKEN');
    expect(text).toContain(String.raw`What'\''s new?`);
  });
});

describe('sampleInput', () => {
  it('names every input of the flow', () => {
    const nodes = [
      { kind: 'input', config: { name: 'question' } },
      { kind: 'input', config: { name: 'limit', default: 3 } },
      { kind: 'output', config: { name: 'answer' } },
    ];
    expect(sampleInput(nodes)).toEqual({ question: '…', limit: 3 });
  });
});
