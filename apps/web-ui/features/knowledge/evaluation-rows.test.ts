import { describe, expect, it } from 'vitest';
import { evaluationRows, mrrWords } from './evaluation-rows';

const metrics = (mrr10: number) => ({ mrr10, recall10: 0.9, ndcg10: 0.8 });

describe('evaluationRows', () => {
  it('goes from simple to full, marks the best and the one in use', () => {
    const rows = evaluationRows({ full: metrics(0.8), other: metrics(0.1), plainBm25: metrics(0.4) }, 'full');
    expect(rows.map(({ label }) => label)).toEqual(['Plain words', 'Full', 'other']);
    expect(rows.map(({ isBest, isCurrent }) => [isBest, isCurrent])).toEqual([
      [false, false],
      [true, true],
      [false, false],
    ]);
  });
});

describe('mrrWords', () => {
  it('says what the number means', () => {
    expect(mrrWords(0.95)).toContain('almost always comes first');
    expect(mrrWords(0.5)).toContain('position 2.0');
    expect(mrrWords(0)).toContain('never');
  });
});
