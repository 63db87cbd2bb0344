'use client';
import { ChevronRightIcon, ListChecksIcon } from 'lucide-react';
import { useState } from 'react';
import { formatDuration } from '@/lib/format';
import { cn } from '@/lib/utils';
import { summarizeSteps, type Step } from './run-answer';
import { StepRow } from './step-row';

interface StepListProps {
  steps: readonly Step[];
  isActive: boolean;
  sourceId: string | undefined;
}

/** More rows than this fold into one line once the run has ended. */
const SHOWN = 3;

/** Searches, tool calls and sub-agents of a run, one line each. */
export function StepList({ steps, isActive, sourceId }: StepListProps) {
  const [isUnfolded, setUnfolded] = useState(false);
  if (steps.length === 0) return null;
  const isFolded = steps.length > SHOWN && !isActive && !isUnfolded;
  const totalMs = steps.reduce((sum, step) => sum + ('durationMs' in step ? (step.durationMs ?? 0) : 0), 0);
  return (
    <div className="-ml-1.5">
      {steps.length > SHOWN && !isActive ? (
        <button
          type="button"
          aria-expanded={!isFolded}
          onClick={() => setUnfolded(!isUnfolded)}
          className="flex h-7 items-center gap-2 rounded-sm px-1.5 text-sm text-muted-foreground hover:bg-accent hover:text-foreground"
        >
          <ListChecksIcon className="size-3.5" aria-hidden />
          {summarizeSteps(steps)}
          <span className="font-mono text-2xs tabular">{formatDuration(totalMs)}</span>
          <ChevronRightIcon
            className={cn('size-3.5 transition-transform duration-120', !isFolded && 'rotate-90')}
            aria-hidden
          />
        </button>
      ) : null}
      {isFolded ? null : (
        <ul className="flex flex-col" aria-label="Steps">
          {steps.map((step) => (
            <StepRow key={step.key} step={step} sourceId={sourceId} />
          ))}
        </ul>
      )}
    </div>
  );
}
