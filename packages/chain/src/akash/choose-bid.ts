import type { Bid, BidRule } from '@codexos/protocol/deployment';

/** The bid that the rule takes; undefined when it takes none. At the same price the better known provider wins. */
export function chooseBid(bids: readonly Bid[], rule: BidRule): Bid | undefined {
  switch (rule.type) {
    case 'by-hand':
      return undefined;
    case 'cheapest':
      return cheapest(bids);
    case 'cheapest-above-uptime':
      // A provider whose uptime nobody knows has not shown that it fits.
      return cheapest(bids.filter(({ uptime }) => uptime !== undefined && uptime >= rule.minUptime));
  }
}

function cheapest(bids: readonly Bid[]): Bid | undefined {
  return [...bids].sort(
    (left, right) =>
      Number(left.amount) - Number(right.amount) ||
      (right.uptime ?? 0) - (left.uptime ?? 0) ||
      left.provider.localeCompare(right.provider),
  )[0];
}
