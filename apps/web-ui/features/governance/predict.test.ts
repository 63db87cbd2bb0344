import { describe, expect, it } from 'vitest';
import { predict, type Outlook } from './predict';

const units = (count: number): string => (BigInt(count) * 10n ** 18n).toString();

function outlook(state: Outlook['state'], [yes, no, abstain]: [number, number, number]): Outlook {
  return {
    state,
    quorum: units(100),
    tally: { for: units(yes), against: units(no), abstain: units(abstain) },
  };
}

describe('predict', () => {
  it('says what the votes as they stand lead to', () => {
    expect(predict(outlook('active', [120, 30, 0]))).toBe('Will pass if the votes stand.');
    expect(predict(outlook('active', [40, 50, 70]))).toContain('no majority');
    expect(predict(outlook('active', [40, 10, 20]))).toContain('40 CDX for or abstaining are missing');
    expect(predict(outlook('active', [10, 20, 0]))).toContain('90 CDX short of the quorum');
  });

  it('does not take a tie for a majority', () => {
    expect(predict(outlook('active', [100, 100, 0]))).toContain('Will fail');
  });

  it('says why a proposal failed', () => {
    expect(predict(outlook('defeated', [10, 0, 0]))).toContain('quorum');
    expect(predict(outlook('defeated', [100, 200, 0]))).toContain('majority');
  });
});
