import type { Plan, PlanStep } from '@codexos/protocol/plan';
import { StatusIcon, type AnyStatus } from '@/components/ui/status-dot';
import { cn } from '@/lib/utils';

const STATUS: Record<PlanStep['status'], AnyStatus> = {
  pending: 'queued',
  running: 'running',
  done: 'completed',
  failed: 'failed',
  skipped: 'cancelled',
};

/** A plan as a list that is ticked off while the agent works. */
export function PlanSteps({ plan }: { plan: Plan }) {
  return (
    <section aria-label="Plan" className="rounded-md border bg-card">
      <p className="border-b px-3 py-2 text-xs text-muted-foreground">
        Plan: <span className="text-foreground">{plan.goal}</span>
      </p>
      <ol className="py-1">
        {plan.steps.map((step) => (
          <li key={step.id} className="flex gap-2 px-3 py-1 text-sm">
            <StatusIcon status={STATUS[step.status]} className="mt-1" />
            <div className="min-w-0 flex-1">
              <p className={cn('break-words', step.status === 'pending' && 'text-muted-foreground')}>
                {step.goal} <span className="font-mono text-2xs text-muted-foreground">{usesOf(step)}</span>
              </p>
              {step.result ? (
                <p className="line-clamp-2 text-xs text-muted-foreground">{step.result}</p>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function usesOf({ uses }: PlanStep): string {
  switch (uses.type) {
    case 'tool':
      return uses.tool;
    case 'agent':
      return 'agent';
    case 'search':
      return 'search';
    case 'answer':
      return '';
  }
}
