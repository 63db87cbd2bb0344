import type { Bid } from '@codexos/protocol/deployment';
import { describe, expect, it } from 'vitest';
import { chooseBid } from './choose-bid.ts';

const bid = (provider: string, amount: string, uptime?: number): Bid => ({
  provider,
  gseq: 1,
  oseq: 1,
  denom: 'uact',
  amount,
  monthlyMicroUsd: 0,
  ...(uptime === undefined ? {} : { uptime }),
});
const bids = [bid('a', '30.5', 0.999), bid('b', '9.75', 0.9), bid('c', '9.75', 0.95), bid('d', '2')];

describe('chooseBid', () => {
  it('takes the cheapest by number, not by text', () => {
    expect(chooseBid(bids, { type: 'cheapest' })?.provider).toBe('d');
  });

  it('takes the cheapest above an uptime, and the better known one at the same price', () => {
    expect(chooseBid(bids, { type: 'cheapest-above-uptime', minUptime: 0.9 })?.provider).toBe('c');
    expect(chooseBid(bids, { type: 'cheapest-above-uptime', minUptime: 0.99 })?.provider).toBe('a');
  });

  it('takes none that nobody knows the uptime of, none when none fits, and none for a person', () => {
    expect(chooseBid(bids, { type: 'cheapest-above-uptime', minUptime: 1 })).toBeUndefined();
    expect(chooseBid([bid('d', '2')], { type: 'cheapest-above-uptime', minUptime: 0 })).toBeUndefined();
    expect(chooseBid(bids, { type: 'by-hand' })).toBeUndefined();
    expect(chooseBid([], { type: 'cheapest' })).toBeUndefined();
  });
});
