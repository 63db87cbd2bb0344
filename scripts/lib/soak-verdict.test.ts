import { describe, expect, it } from 'vitest';
import { judgeSoak, type SoakSample } from './soak-verdict.ts';

const samples = (
  memoryOf: (index: number) => number,
  lagOf: (index: number) => number = () => 12,
): SoakSample[] =>
  Array.from({ length: 90 }, (_, index) => ({ memory: memoryOf(index), lagMs: lagOf(index) }));

describe('the verdict on a soak', () => {
  it('takes warming up for what it is', () => {
    expect(judgeSoak(samples((index) => (index < 30 ? 100 + index * 5 : 250))).isFlat).toBe(true);
  });

  it('sees memory that grows', () => {
    const verdict = judgeSoak(samples((index) => 100 + index));
    expect(verdict.isFlat).toBe(false);
    expect(verdict.memory.ratio).toBeCloseTo(174.5 / 144.5);
  });

  it('sees lag that grows, unless it is negligible', () => {
    expect(
      judgeSoak(
        samples(
          () => 100,
          (index) => 20 + index * 2,
        ),
      ).isFlat,
    ).toBe(false);
    expect(
      judgeSoak(
        samples(
          () => 100,
          (index) => 1 + index / 10,
        ),
      ).isFlat,
    ).toBe(true);
  });

  it('needs something to look at', () => {
    expect(() => judgeSoak(samples(() => 1).slice(0, 2))).toThrow('three samples');
  });
});
