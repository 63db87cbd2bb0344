import type { Proposal } from '@codexos/protocol/governance';
import type { ReactNode } from 'react';
import { formatUnits, shareOf } from './units';

const SIDES = [
  { key: 'for', label: 'For', bar: 'bg-ok' },
  { key: 'against', label: 'Against', bar: 'bg-destructive' },
  { key: 'abstain', label: 'Abstain', bar: 'bg-muted-foreground' },
] as const;

/** Votes by side, and what is there of the quorum. */
export function Tally({ tally, quorum, totalStake }: Pick<Proposal, 'tally' | 'quorum' | 'totalStake'>) {
  const counted = (BigInt(tally.for) + BigInt(tally.abstain)).toString();
  return (
    <div className="flex flex-col gap-3">
      {SIDES.map(({ key, label, bar }) => (
        <Bar key={key} label={label} className={bar} share={shareOf(tally[key], totalStake)}>
          {formatUnits(tally[key])} CDX
        </Bar>
      ))}
      <Bar label="Quorum" className="bg-primary" share={Math.min(100, shareOf(counted, quorum))}>
        {formatUnits(counted)} of {formatUnits(quorum)} CDX
      </Bar>
    </div>
  );
}

interface BarProps {
  label: string;
  className: string;
  /** In percent. */
  share: number;
  children: ReactNode;
}

function Bar({ label, className, share, children }: BarProps) {
  return (
    <div className="flex flex-col gap-1">
      <div className="flex justify-between gap-3 text-sm">
        <span>{label}</span>
        <span className="text-muted-foreground tabular">
          {children} · {share}%
        </span>
      </div>
      <div className="h-1.5 overflow-hidden rounded-full bg-muted" aria-hidden>
        <div className={`h-full rounded-full ${className}`} style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}
