import type { PlanChoices, PlanStep } from '@codexos/protocol/plan';
import { StatusIcon, type AnyStatus } from '@/components/ui/status-dot';
import { cn } from '@/lib/utils';
import { usesLabel } from './plan-draft';

const STATUS: Record<PlanStep['status'], AnyStatus> = {
  pending: 'queued',
  running: 'running',
  done: 'completed',
  failed: 'failed',
  skipped: 'cancelled',
};

interface PlanStepRowProps {
  step: PlanStep;
  choices?: PlanChoices | undefined;
  note?: string | undefined;
}

/** A step of a plan as it stands. */
export function PlanStepRow({ step, choices, note }: PlanStepRowProps) {
  return (
    <li className="flex gap-2 px-3 py-1 text-sm">
      <StatusIcon status={STATUS[step.status]} className="mt-1" />
      <div className="min-w-0 flex-1">
        <p className={cn('break-words', step.status === 'pending' && 'text-muted-foreground')}>
          {step.goal}
          {step.uses.type === 'answer' ? null : (
            <span className="ml-1.5 font-mono text-2xs text-muted-foreground">
              {usesLabel(step.uses, choices)}
            </span>
          )}
        </p>
        {step.result ? <p className="line-clamp-2 text-xs text-muted-foreground">{step.result}</p> : null}
        {note ? <p className="text-xs text-warn">{note}</p> : null}
      </div>
    </li>
  );
}
