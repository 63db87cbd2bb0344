import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import { chainTime } from './chain-time';
import { PauseSection } from './pause-section';
import { ReserveBar, ReserveRule } from './reserve-rule';
import { shortAddress } from './short-address';
import { formatUnits } from './units';
import type { ActingAccount } from './use-acting-account';

const WORDS = {
  booked: 'Booked',
  spent: 'Paid',
  'reserve-spent': 'Paid from the reserve',
  'reserve-raised': 'Moved to the reserve',
} as const;

interface TreasuryTabProps {
  governance: Governance;
  account: ActingAccount | undefined;
}

/** What the organisation has, what of it is the reserve, where it went, and what can be paused. */
export function TreasuryTab({ governance, account }: TreasuryTabProps) {
  const { treasury, stakeholders, network, pauses } = governance;
  const symbolOf = (asset: string): string =>
    treasury.assets.find((entry) => entry.asset.toLowerCase() === asset.toLowerCase())?.symbol ?? '';
  return (
    <div className="flex flex-col gap-6">
      <div className="grid gap-4 min-[600px]:grid-cols-2">
        {treasury.assets.map(({ asset, symbol, total, reserve, available }) => (
          <section
            key={asset}
            aria-label={symbol}
            className="flex flex-col gap-3 rounded-md border bg-card p-5"
          >
            <p className="text-xl font-semibold tabular">
              {formatUnits(total)} <span className="text-sm text-muted-foreground">{symbol}</span>
            </p>
            <ReserveBar asset={{ asset, symbol, total, reserve, available }} />
            <dl className="grid grid-cols-2 gap-y-1 text-sm">
              <dt className="text-muted-foreground">Available</dt>
              <dd className="text-right tabular">{formatUnits(available)}</dd>
              <dt className="text-muted-foreground">Reserve</dt>
              <dd className="text-right tabular">{formatUnits(reserve)}</dd>
            </dl>
          </section>
        ))}
      </div>
      <ReserveRule isPaused={pauses.treasury.isPaused} />
      <PauseSection governance={governance} account={account} />
      {treasury.movements.length > 0 ? (
        <section aria-labelledby="movements" className="flex flex-col gap-3">
          <h2 id="movements" className="text-base font-medium">
            What came and went
          </h2>
          <ul className="divide-y overflow-hidden rounded-md border bg-card" aria-label="Movements">
            {treasury.movements.map(({ kind, asset, amount, to, at, transaction }) => (
              <li
                key={`${transaction}-${kind}`}
                className="flex items-center justify-between gap-3 px-4 py-2.5 text-sm"
              >
                <span>
                  {WORDS[kind]} {formatUnits(amount)} {symbolOf(asset)}
                  {to === undefined ? '' : ` to ${shortAddress(to, stakeholders)}`}
                </span>
                <span className="text-xs text-muted-foreground tabular">{chainTime(at, network.now)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
