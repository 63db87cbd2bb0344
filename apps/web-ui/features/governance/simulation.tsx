'use client';
import { prepareGovernanceAction } from '@codexos/protocol/contracts/governance.contract';
import type { GovernanceAction } from '@codexos/protocol/governance-action';
import { CircleAlertIcon, CircleCheckIcon, CircleHelpIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useApiMutation } from '@/lib/api/use-api-mutation';

const ICONS = {
  ok: { Icon: CircleCheckIcon, className: 'text-ok', word: 'would work' },
  fails: { Icon: CircleAlertIcon, className: 'text-destructive', word: 'would fail' },
  unknown: { Icon: CircleHelpIcon, className: 'text-muted-foreground', word: 'cannot be tried' },
} as const;

interface SimulationProps {
  action: GovernanceAction | undefined;
  account: string | undefined;
}

/** Tries what a proposal would do if it were executed now. */
export function Simulation({ action, account }: SimulationProps) {
  const simulate = useApiMutation(prepareGovernanceAction, { refreshes: [] });
  return (
    <section aria-label="Simulation" className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <p className="text-sm text-muted-foreground">Each action, tried alone on the chain as it is now.</p>
        <Button
          disabled={!action || !account || simulate.isPending}
          onClick={() => {
            if (action && account) simulate.mutate({ body: { action, account } });
          }}
        >
          Simulate
        </Button>
      </div>
      {simulate.error ? <ErrorNotice error={simulate.error} /> : null}
      {simulate.data ? (
        <ul
          className="divide-y overflow-hidden rounded-md border bg-card"
          aria-label="Result of the simulation"
        >
          {simulate.data.simulation.map(({ summary, outcome, note }, index) => {
            const { Icon, className, word } = ICONS[outcome];
            return (
              <li key={`${index}-${summary}`} className="flex gap-2.5 px-4 py-2.5 text-sm">
                <Icon className={`mt-0.5 size-4 shrink-0 ${className}`} aria-hidden />
                <span className="min-w-0">
                  <span className="block font-mono text-xs break-all">{summary}</span>
                  <span className="text-muted-foreground">
                    {word}
                    {note === undefined ? '' : `: ${note}`}
                  </span>
                </span>
              </li>
            );
          })}
        </ul>
      ) : null}
    </section>
  );
}
