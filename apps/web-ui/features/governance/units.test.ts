import { describe, expect, it } from 'vitest';
import { formatUnits, parseUnits, shareOf } from './units';

describe('amounts', () => {
  it('are shown in whole tokens, cut after four decimals', () => {
    expect(formatUnits('1234500000000000000000')).toBe('1,234.5');
    expect(formatUnits('1999999999999999999')).toBe('1.9999');
    expect(formatUnits('1')).toBe('<0.0001');
    expect(formatUnits('0')).toBe('0');
  });

  it('are read from what a person types, and nothing else', () => {
    expect(parseUnits('1,000.25')).toBe('1000250000000000000000');
    expect(parseUnits('0.000000000000000001')).toBe('1');
    for (const text of ['', '-1', '1e3', '1.', 'abc', '1.0000000000000000001']) {
      expect(parseUnits(text)).toBeUndefined();
    }
  });

  it('have a share of a whole, also of an empty one', () => {
    expect(shareOf('1', '3')).toBe(33.3);
    expect(shareOf('5', '0')).toBe(0);
  });
});
