import type { EncodedCall } from '@codexos/chain';
import type { Proposal, TreasuryView } from '@codexos/protocol/governance';
import type { ProposalFacts } from '@codexos/protocol/proposal-facts';
import type { View } from './chain-view.ts';

const COIN = '0x0000000000000000000000000000000000000000';
/** As the treasury's contract has it. */
const RESERVE_PERCENT = 20;

/** Reads what a review of a proposal rests on: its calls decoded and tried, the treasury, the rules in force. */
export async function readFacts(view: View, proposal: Proposal): Promise<ProposalFacts> {
  const { organisation, chain, fold, now } = view;
  const { network, addresses } = organisation;
  const calls = proposal.calls.map(toCall);
  const tried = await chain.simulateCalls(network, addresses, calls);
  const supply = await chain.readSupply(network, addresses);
  const { id, title, description, proposer, track, category, state } = proposal;
  const { proposedAt, opensAt, closesAt, quorum, totalStake } = proposal;
  return {
    network: { kind: network.kind, chainId: network.chainId, now },
    proposal: {
      ...{ id, title, description, proposer, track, category, state },
      ...{ proposedAt, opensAt, closesAt, quorum, totalStake },
    },
    actions: calls.map((call, index) => ({
      ...chain.describeAction(addresses, call, fold.parameters),
      simulation: withoutSummary(tried[index]),
    })),
    parameters: fold.parameters,
    treasury: {
      assets: await readAssets(view),
      isPaused: fold.pauses.treasury.isPaused,
      reservePercent: RESERVE_PERCENT,
    },
    supply: { total: supply.total.toString(), maximum: supply.maximum.toString() },
  };
}

/** Figures of the treasury, asset by asset, as the contract reckons them now. */
export async function readAssets({ organisation, chain }: View): Promise<TreasuryView['assets']> {
  const { network, addresses } = organisation;
  const assets = [
    { asset: addresses.token, symbol: 'CDX' },
    { asset: COIN, symbol: 'ETH' },
  ] as const;
  return Promise.all(
    assets.map(async ({ asset, symbol }) => {
      const figures = await chain.readTreasury(network, addresses, asset);
      return {
        asset,
        symbol,
        total: figures.total.toString(),
        reserve: figures.reserve.toString(),
        available: figures.available.toString(),
      };
    }),
  );
}

/** A call of a proposal as the chain's functions take it. */
export function toCall({ target, value, data }: Proposal['calls'][number]): EncodedCall {
  return { target: target as EncodedCall['target'], value: BigInt(value), data: data as EncodedCall['data'] };
}

function withoutSummary(
  tried: { outcome: 'ok' | 'fails' | 'unknown'; note?: string | undefined } | undefined,
): ProposalFacts['actions'][number]['simulation'] {
  if (!tried) return { outcome: 'unknown' };
  return { outcome: tried.outcome, ...(tried.note === undefined ? {} : { note: tried.note }) };
}
