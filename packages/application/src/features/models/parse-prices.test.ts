import { describe, expect, it } from 'vitest';
import { parsePrices } from './parse-prices.ts';

describe('prices of models', () => {
  it('are read in US dollars for a million tokens', () => {
    expect(parsePrices(['openai/gpt-5=1.25/10', 'local/my:model-1 = 0 / 0.5'])).toEqual({
      'openai/gpt-5': { input: 1_250_000, output: 10_000_000 },
      'local/my:model-1': { input: 0, output: 500_000 },
    });
  });

  it.each(['gpt-5=1/2', 'openai/gpt-5', 'openai/gpt-5=1', 'openai/gpt-5=-1/2', 'openai/gpt-5=a/b'])(
    'are refused with the cause when they read %s',
    (entry) => {
      expect(() => parsePrices([entry])).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
    },
  );
});
