import type { Stakeholder } from '@codexos/protocol/governance';
import type { ChainEvent } from './read-events.ts';

/** Who holds, has staked and votes what, and how much was staked when. */
export interface StakeFold {
  stakeholders: Stakeholder[];
  /** All stake at the end of a moment, epoch ms. */
  totalAt(at: number): bigint;
}

interface Account {
  balance: bigint;
  stake: bigint;
  votes: bigint;
  delegate: string | undefined;
  unbonding: bigint;
  releaseAt: number;
}

/** Folds the events of token and stake. Contracts are left out of the list by `isHidden`. */
export function foldStakes(events: readonly ChainEvent[], isHidden: (address: string) => boolean): StakeFold {
  const accounts = new Map<string, Account>();
  const totals: { at: number; total: bigint }[] = [];
  let total = 0n;
  const of = (value: unknown): Account => {
    const address = String(value);
    const found = accounts.get(address);
    if (found) return found;
    const made = { balance: 0n, stake: 0n, votes: 0n, delegate: undefined, unbonding: 0n, releaseAt: 0 };
    accounts.set(address, made);
    return made;
  };
  const changeStake = (account: Account, by: bigint, at: number): void => {
    account.stake += by;
    total += by;
    totals.push({ at, total });
  };
  for (const { contract, name, args, at } of events) {
    if (contract === 'token' && name === 'Transfer') {
      const value = units(args['value']);
      of(args['from']).balance -= value;
      of(args['to']).balance += value;
    }
    if (contract !== 'stakes') continue;
    const account = of(args['account'] ?? args['delegator'] ?? args['delegate']);
    if (name === 'Staked') changeStake(account, units(args['amount']), at);
    if (name === 'UnstakeRequested') {
      changeStake(account, -units(args['amount']), at);
      account.unbonding += units(args['amount']);
      account.releaseAt = Number(args['releaseAt']) * 1000;
    }
    if (name === 'Withdrawn') account.unbonding = 0n;
    if (name === 'Slashed') {
      changeStake(account, -units(args['fromStake']), at);
      account.unbonding -= units(args['fromUnbonding']);
    }
    if (name === 'DelegateChanged') account.delegate = String(args['toDelegate']);
    if (name === 'DelegateVotesChanged') account.votes = units(args['newVotes']);
  }
  return {
    stakeholders: [...accounts]
      .filter(([address, account]) => !isHidden(address) && isWorthShowing(account))
      .map(([address, account]) => describe(address, account)),
    totalAt: (at) => totals.findLast((point) => point.at <= at)?.total ?? 0n,
  };
}

function isWorthShowing({ balance, stake, votes, unbonding }: Account): boolean {
  return balance > 0n || stake > 0n || votes > 0n || unbonding > 0n;
}

function describe(
  address: string,
  { balance, stake, votes, delegate, unbonding, releaseAt }: Account,
): Stakeholder {
  return {
    address,
    balance: balance.toString(),
    stake: stake.toString(),
    votes: votes.toString(),
    ...(delegate === undefined ? {} : { delegate }),
    ...(unbonding > 0n ? { unbonding: { amount: unbonding.toString(), releaseAt } } : {}),
  };
}

function units(value: unknown): bigint {
  return BigInt(String(value ?? 0));
}
