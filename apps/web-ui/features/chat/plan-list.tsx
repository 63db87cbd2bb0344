import type { Plan, PlanStep } from '@codexos/protocol/plan';
import {
  CircleCheckIcon,
  CircleDashedIcon,
  CircleSlashIcon,
  CircleXIcon,
  LoaderCircleIcon,
  type LucideIcon,
} from 'lucide-react';
import { cn } from '@/lib/utils';

const STATUS: Record<PlanStep['status'], { icon: LucideIcon; label: string; color: string }> = {
  pending: { icon: CircleDashedIcon, label: 'Not started', color: 'text-muted-foreground' },
  running: { icon: LoaderCircleIcon, label: 'Running', color: 'text-run' },
  done: { icon: CircleCheckIcon, label: 'Done', color: 'text-ok' },
  failed: { icon: CircleXIcon, label: 'Failed', color: 'text-destructive' },
  skipped: { icon: CircleSlashIcon, label: 'Skipped', color: 'text-muted-foreground' },
};

/** The plan of a planner agent, with the state of every step. */
export function PlanList({ plan }: { plan: Plan }) {
  const doneCount = plan.steps.filter(({ status }) => status === 'done').length;
  return (
    <section aria-label="Plan" className="rounded-md border bg-card px-3 py-2">
      <p className="flex items-center gap-2 pb-1">
        <span className="section-label">Plan</span>
        <span className="text-2xs text-muted-foreground tabular">
          {doneCount} of {plan.steps.length} steps done
        </span>
      </p>
      <ol className="flex flex-col">
        {plan.steps.map((step) => (
          <PlanRow key={step.id} step={step} />
        ))}
      </ol>
    </section>
  );
}

function PlanRow({ step }: { step: PlanStep }) {
  const { icon: Glyph, label, color } = STATUS[step.status];
  return (
    <li className="flex min-h-7 items-start gap-2 py-1 text-sm">
      <Glyph
        className={cn('mt-[3px] size-3.5 shrink-0', color, step.status === 'running' && 'animate-spin')}
        role="img"
        aria-label={label}
      />
      <span className="min-w-0 flex-1">
        <span className={cn(step.status === 'skipped' && 'line-through')}>{step.goal}</span>
        {/* The answer itself stands below the plan. */}
        {step.result && step.uses.type !== 'answer' ? (
          <span className="line-clamp-2 text-xs text-muted-foreground">{step.result}</span>
        ) : null}
      </span>
      <span className="shrink-0 font-mono text-2xs leading-5 text-muted-foreground">{usesName(step)}</span>
    </li>
  );
}

function usesName({ uses }: PlanStep): string {
  switch (uses.type) {
    case 'tool':
      return uses.tool;
    case 'agent':
      return 'sub-agent';
    case 'search':
      return 'search';
    case 'answer':
      return 'answer';
  }
}
