import { describe, expect, it } from 'vitest';
import { predict, type Outlook } from './predict';

const DAY = 86_400_000;

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
    expect(predict(outlook('active', [120, 30, 0]), DAY)).toBe('Will pass if the votes stand.');
    expect(predict(outlook('active', [40, 50, 70]), DAY)).toContain('no majority');
    expect(predict(outlook('active', [40, 10, 20]), DAY)).toContain('40 CDX for or abstaining are missing');
    expect(predict(outlook('active', [10, 20, 0]), DAY)).toContain('90 CDX short of the quorum');
  });

  it('does not take a tie for a majority', () => {
    expect(predict(outlook('active', [100, 100, 0]), DAY)).toContain('Will fail');
  });

  it('names the timelock as it is set', () => {
    expect(predict(outlook('succeeded', [100, 0, 0]), 2 * DAY)).toContain('timelock of 48 hours');
    expect(predict(outlook('succeeded', [100, 0, 0]), 7 * DAY)).toContain('timelock of 7 days');
  });

  it('says why a proposal failed', () => {
    expect(predict(outlook('defeated', [10, 0, 0]), DAY)).toContain('quorum');
    expect(predict(outlook('defeated', [100, 200, 0]), DAY)).toContain('majority');
  });
});
