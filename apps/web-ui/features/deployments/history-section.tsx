import type { DeploymentEvent } from '@codexos/protocol/deployment';
import { RelativeTime } from '@/components/ui/relative-time';
import { cn } from '@/lib/utils';
import { describeEvent } from './state-words';

/** Everything that happened, newest first. */
export function HistorySection({ events }: { events: readonly DeploymentEvent[] }) {
  return (
    <section aria-labelledby="history" className="flex flex-col gap-3">
      <h2 id="history" className="text-base font-medium">
        History
      </h2>
      <ol className="divide-y rounded-md border bg-card" aria-labelledby="history">
        {[...events].reverse().map((event) => (
          <li key={event.seq} className="flex items-baseline justify-between gap-4 px-4 py-2 text-sm">
            <span className={cn('min-w-0 break-words', event.type === 'step-fail' && 'text-destructive')}>
              {describeEvent(event)}
            </span>
            <span className="shrink-0 text-xs text-muted-foreground tabular">
              <RelativeTime at={event.at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
