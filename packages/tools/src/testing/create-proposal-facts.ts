import type { ActionFacts, ProposalFacts } from '@codexos/protocol/proposal-facts';

const UNIT = 10n ** 18n;
const DAY = 86_400_000;

/** Whole tokens or coins in the smallest unit. */
export function units(whole: number): string {
  return (BigInt(whole) * UNIT).toString();
}

export const PROPOSER = `0x${'1'.repeat(40)}`;
export const SOMEBODY = `0x${'2'.repeat(40)}`;

/** A payment of CDX that would work. */
export function payment(amount: number, change: Partial<ActionFacts> = {}): ActionFacts {
  return {
    summary: `Treasury.spend(asset: CDX, to: ${SOMEBODY}, amount: ${amount})`,
    subject: 'payment',
    value: '0',
    simulation: { outcome: 'ok' },
    payment: { symbol: 'CDX', to: SOMEBODY, amount: units(amount) },
    ...change,
  };
}

/** A change of a parameter, which cannot be tried. */
export function parameterChange(parameter: NonNullable<ActionFacts['parameter']>): ActionFacts {
  return {
    summary: `Governor.${parameter.name}(${parameter.to})`,
    subject: 'parameter',
    value: '0',
    simulation: { outcome: 'unknown', note: 'The governor accepts this only from a proposal.' },
    parameter,
  };
}

/** Facts of a proposal in a treasury of 600,000 CDX and with 70,000 CDX of stake. */
export function createProposalFacts(
  actions: readonly ActionFacts[],
  {
    proposal = {},
    treasury = {},
  }: { proposal?: Partial<ProposalFacts['proposal']>; treasury?: Partial<ProposalFacts['treasury']> } = {},
): ProposalFacts {
  const now = 1_790_000_000_000;
  return {
    network: { kind: 'local', chainId: 37_101, now },
    proposal: {
      id: '7',
      title: 'Pay for the audit',
      description: '# Pay for the audit\n\nThe report is in.',
      proposer: PROPOSER,
      track: 'standard',
      category: 'treasury',
      state: 'pending',
      proposedAt: now,
      opensAt: now + 2 * DAY,
      closesAt: now + 9 * DAY,
      quorum: units(2_800),
      totalStake: units(70_000),
      ...proposal,
    },
    actions: [...actions],
    parameters: {
      discussionMs: 2 * DAY,
      votingMs: 7 * DAY,
      expeditedVotingMs: 3 * DAY,
      timelockMs: 2 * DAY,
      unbondingMs: 7 * DAY,
      threshold: units(1_000),
      quorumPercent: 4,
      guardian: SOMEBODY,
    },
    treasury: {
      assets: [
        {
          asset: `0x${'3'.repeat(40)}`,
          symbol: 'CDX',
          total: units(600_000),
          reserve: units(120_000),
          available: units(480_000),
        },
      ],
      isPaused: false,
      reservePercent: 20,
      ...treasury,
    },
    supply: { total: units(1_000_000), maximum: units(10_000_000) },
  };
}
