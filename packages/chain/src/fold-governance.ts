import type {
  GovernanceParameters,
  Pausable,
  Pause,
  Proposal,
  Stakeholder,
  TreasuryView,
} from '@codexos/protocol/governance';
import { contractNames } from './contract-abis.ts';
import type { GovernanceAddresses } from './deploy-governance.ts';
import { foldParameters } from './fold-parameters.ts';
import { foldPauses } from './fold-pauses.ts';
import { foldProposals } from './fold-proposals.ts';
import { foldStakes } from './fold-stakes.ts';
import type { ChainEvent } from './read-events.ts';

export interface GovernanceFold {
  parameters: GovernanceParameters;
  proposals: Proposal[];
  stakeholders: Stakeholder[];
  totalStake: bigint;
  movements: TreasuryView['movements'];
  pauses: Record<Pausable, Pause>;
}

/** Everything that is known of an organisation, from its events alone. `now` is the chain's clock, epoch ms. */
export function foldGovernance(
  events: readonly ChainEvent[],
  { addresses, now }: { addresses: GovernanceAddresses; now: number },
): GovernanceFold {
  const hidden = new Set([ZERO, ...contractNames.map((name) => addresses[name].toLowerCase())]);
  const stakes = foldStakes(events, (address) => hidden.has(address.toLowerCase()));
  const parameters = foldParameters(events);
  return {
    parameters: parameters.parameters,
    proposals: foldProposals(events, { addresses, now, stakes, parameters }),
    stakeholders: stakes.stakeholders,
    totalStake: stakes.totalAt(now),
    movements: foldMovements(events),
    pauses: foldPauses(events, now),
  };
}

const ZERO = '0x0000000000000000000000000000000000000000';

const MOVEMENTS: Readonly<Record<string, TreasuryView['movements'][number]['kind']>> = {
  Booked: 'booked',
  Spent: 'spent',
  ReserveSpent: 'reserve-spent',
  ReserveRaised: 'reserve-raised',
};

function foldMovements(events: readonly ChainEvent[]): TreasuryView['movements'] {
  return events
    .filter(({ contract, name }) => contract === 'treasury' && MOVEMENTS[name] !== undefined)
    .map(({ name, args, at, transaction }) => ({
      kind: MOVEMENTS[name] ?? 'booked',
      asset: String(args['asset']),
      amount: String(args['amount']),
      ...(args['to'] === undefined ? {} : { to: String(args['to']) }),
      at,
      transaction,
    }))
    .reverse();
}
