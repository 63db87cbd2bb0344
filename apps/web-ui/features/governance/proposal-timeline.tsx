import type { Proposal } from '@codexos/protocol/governance';
import { formatExact } from '@/lib/format';
import { cn } from '@/lib/utils';
import { chainTime } from './chain-time';

interface Moment {
  label: string;
  at: number | undefined;
}

/** From the proposal to its execution, with what is still to come. */
export function ProposalTimeline({ proposal, now }: { proposal: Proposal; now: number }) {
  return (
    <section aria-label="Timeline" className="flex flex-col gap-2">
      <h2 className="text-sm font-medium">Timeline</h2>
      <ol className="flex flex-col">
        {momentsOf(proposal).map(({ label, at }) => {
          const isPast = at !== undefined && at <= now;
          return (
            <li key={label} className="flex items-baseline gap-3 py-1 text-sm">
              <span
                className={cn(
                  'size-2 shrink-0 rounded-full border',
                  isPast ? 'border-primary bg-primary' : 'bg-card',
                )}
                aria-hidden
              />
              <span className="flex-1">{label}</span>
              <span
                className="text-xs text-muted-foreground tabular"
                title={at === undefined ? undefined : formatExact(at)}
              >
                {at === undefined ? 'open' : chainTime(at, now)}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function momentsOf({ state, proposedAt, opensAt, closesAt, executableAt, endedAt }: Proposal): Moment[] {
  const moments: Moment[] = [{ label: 'Proposed', at: proposedAt }];
  if (state === 'canceled') {
    if (endedAt !== undefined && endedAt > opensAt) moments.push({ label: 'Vote opens', at: opensAt });
    return [...moments, { label: 'Canceled', at: endedAt }];
  }
  moments.push({ label: 'Vote opens', at: opensAt }, { label: 'Vote closes', at: closesAt });
  if (state === 'defeated') return moments;
  return [...moments, { label: 'Timelock ends', at: executableAt }, { label: 'Executed', at: endedAt }];
}
