import { describe, expect, it } from 'vitest';
import { estimateCosts } from './estimate-costs.ts';
import { toMicroUsdPerBlock, toMonthlyMicroUsd } from './monthly-price.ts';

describe('estimateCosts', () => {
  it('gives the known prices of 2 CPU, 4 GiB of memory and 30 GiB of disk', () => {
    const lines = estimateCosts({
      cpuMilli: 2_000,
      memoryBytes: 4 * 1024 ** 3,
      storageBytes: 30 * 1024 ** 3,
    });
    const usd = Object.fromEntries(lines.map(({ cloud, monthlyMicroUsd }) => [cloud, monthlyMicroUsd / 1e6]));
    expect(usd['akash']).toBeCloseTo(16.95, 2);
    expect(usd['aws']).toBeCloseTo(74.08, 2);
    expect(usd['gcp']).toBeCloseTo(81.75, 2);
    expect(usd['azure']).toBeCloseTo(87.67, 2);
  });

  it('writes down the calculation with its numbers', () => {
    const [akash, aws] = estimateCosts({ cpuMilli: 500, memoryBytes: 1e9, storageBytes: 5e9 });
    expect(akash?.formula).toBe('0.5 CPU × $4.5 + 1 GB × $1.25 + 5 GB disk × $0.08');
    expect(aws?.formula).toBe(
      '730.488 h × (0.5 CPU × $0.04048 + 1 GB × $0.004445 + 0 GB disk × $0.000111), disk beyond 20 GB',
    );
  });
});

describe('the price of a block', () => {
  it('becomes the price of a month and back', () => {
    expect(toMonthlyMicroUsd('35.5') / 1e6).toBeCloseTo(15.31, 2);
    expect(toMicroUsdPerBlock(toMonthlyMicroUsd(120))).toBeCloseTo(120, 4);
  });
});
