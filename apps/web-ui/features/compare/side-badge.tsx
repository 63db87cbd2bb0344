import { cn } from '@/lib/utils';

/** Which of the two runs: A is the one that B is compared with. */
export type Side = 'A' | 'B';

export function SideBadge({ side }: { side: Side }) {
  return (
    <span
      className={cn(
        'inline-flex size-4 shrink-0 items-center justify-center rounded-xs font-mono text-2xs font-semibold',
        side === 'A' ? 'bg-muted text-muted-foreground' : 'bg-primary/12 text-primary-text',
      )}
    >
      {side}
    </span>
  );
}
