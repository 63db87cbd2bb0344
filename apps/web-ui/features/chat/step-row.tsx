'use client';
import { ChevronRightIcon, LoaderCircleIcon } from 'lucide-react';
import { useState } from 'react';
import { Icon } from '@/components/ui/icon';
import { formatCount, formatDuration } from '@/lib/format';
import { cn } from '@/lib/utils';
import { isStepRunning, type Step } from './run-answer';
import { StepDetail } from './step-detail';

interface StepRowProps {
  step: Step;
  sourceId: string | undefined;
}

/** One thing done on the way, in one line; opens to what went in and what came out. */
export function StepRow({ step, sourceId }: StepRowProps) {
  const [isOpen, setOpen] = useState(false);
  const { icon, label, detail, durationMs, hasFailed } = describeStep(step);
  return (
    <li className="min-w-0">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="group flex h-7 w-full min-w-0 items-center gap-2 rounded-sm px-1.5 text-left text-sm text-muted-foreground hover:bg-accent hover:text-foreground"
      >
        {isStepRunning(step) ? (
          <LoaderCircleIcon className="size-3.5 shrink-0 animate-spin text-run" aria-label="Running" />
        ) : (
          <Icon
            name={hasFailed ? 'circle-alert' : icon}
            className={cn('size-3.5', hasFailed && 'text-destructive')}
          />
        )}
        <span className="shrink-0 text-foreground">{label}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-xs">{detail}</span>
        {durationMs === undefined ? null : (
          <span className="shrink-0 font-mono text-2xs tabular">{formatDuration(durationMs)}</span>
        )}
        <ChevronRightIcon
          className={cn('size-3.5 shrink-0 transition-transform duration-120', isOpen && 'rotate-90')}
          aria-hidden
        />
      </button>
      {isOpen ? <StepDetail step={step} sourceId={sourceId} /> : null}
    </li>
  );
}

interface StepWords {
  icon: string;
  label: string;
  detail: string;
  durationMs?: number | undefined;
  hasFailed?: boolean;
}

function describeStep(step: Step): StepWords {
  switch (step.type) {
    case 'retrieval':
      return {
        icon: 'search',
        label: `Found ${formatCount(step.passages.length, 'passage')}`,
        detail: step.query,
        durationMs: step.durationMs,
      };
    case 'tool':
      return {
        icon: 'wrench',
        label: step.tool,
        detail: shortInput(step.input),
        durationMs: step.durationMs,
        hasFailed: step.error !== undefined,
      };
    case 'child-run':
      return {
        icon: step.flowId === undefined ? 'bot' : 'workflow',
        label: step.flowId === undefined ? 'Sub-agent' : 'Sub-flow',
        detail: step.goal ?? step.name ?? '',
        hasFailed: step.status === 'failed',
      };
    case 'memory':
      return { icon: 'brain', label: step.value === null ? 'Forgot' : 'Remembered', detail: step.key };
  }
}

/** The values of a tool's input, without the ceremony of JSON. */
function shortInput(input: Record<string, unknown>): string {
  return Object.values(input)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    .join(' · ');
}
