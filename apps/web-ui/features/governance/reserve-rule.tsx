import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import { shareOf } from './units';

type Asset = Governance['treasury']['assets'][number];

/** How much of an asset the reserve keeps, drawn. */
export function ReserveBar({ asset: { total, reserve, symbol } }: { asset: Asset }) {
  const share = shareOf(reserve, total);
  return (
    <div
      role="img"
      aria-label={`${share} % of ${symbol} is the reserve`}
      className="flex h-1.5 overflow-hidden rounded-full bg-muted"
    >
      {total === '0' ? null : (
        <>
          <div className="bg-primary" style={{ width: `${100 - share}%` }} />
          <div className="bg-warn" style={{ width: `${share}%` }} />
        </>
      )}
    </div>
  );
}

/** The rule of the treasury in words, as its contract has it. */
export function ReserveRule({ isPaused }: { isPaused: boolean }) {
  return (
    <section aria-labelledby="reserve-rule" className="flex flex-col gap-2">
      <h2 id="reserve-rule" className="text-base font-medium">
        The reserve
      </h2>
      <ul className="flex max-w-[72ch] list-disc flex-col gap-1.5 pl-5 text-sm text-muted-foreground">
        <li>
          Of everything that comes in, 20 % belongs to the reserve. It grows with each arrival and does not
          shrink with payments: after payments it can be more than 20 % of what is left.
        </li>
        <li>
          A payment comes from what is available beyond the reserve. If that does not suffice, the whole
          payment is refused; no part of it is taken from the reserve.
        </li>
        <li>
          The reserve opens with two keys: the guardian pauses payments, and a proposal of the kind “Pay from
          the reserve” passes and is executed while the pause lasts.{' '}
          {isPaused ? 'It is open now.' : 'It is closed now.'}
        </li>
        <li>A proposal can also move available funds into the reserve. Nothing moves them back.</li>
      </ul>
    </section>
  );
}
