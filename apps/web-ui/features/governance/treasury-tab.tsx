import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import { Badge } from '@/components/ui/badge';
import { chainTime } from './chain-time';
import { shortAddress } from './short-address';
import { formatUnits } from './units';

const WORDS = {
  booked: 'Booked',
  spent: 'Paid',
  'reserve-spent': 'Paid from the reserve',
  'reserve-raised': 'Moved to the reserve',
} as const;

/** What the organisation has, what of it is the reserve, and where it went. */
export function TreasuryTab({ governance: { treasury, stakeholders, network } }: { governance: Governance }) {
  const symbolOf = (asset: string): string =>
    treasury.assets.find((entry) => entry.asset.toLowerCase() === asset.toLowerCase())?.symbol ?? '';
  return (
    <div className="flex flex-col gap-6">
      {treasury.isPaused ? (
        <p className="flex items-center gap-2 text-sm">
          <Badge variant="warn">Emergency</Badge> The guardian stopped payments. Only the reserve can be
          spent, by vote.
        </p>
      ) : null}
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
            <dl className="grid grid-cols-2 gap-y-1 text-sm">
              <dt className="text-muted-foreground">Available</dt>
              <dd className="text-right tabular">{formatUnits(available)}</dd>
              <dt className="text-muted-foreground">Reserve</dt>
              <dd className="text-right tabular">{formatUnits(reserve)}</dd>
            </dl>
          </section>
        ))}
      </div>
      <p className="text-xs text-muted-foreground">
        A fifth of everything that comes in belongs to the reserve. It opens only in an emergency that the
        guardian declared, and then by vote.
      </p>
      {treasury.movements.length > 0 ? (
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
      ) : null}
    </div>
  );
}
