'use client';
import { RotateCwIcon, SquareIcon } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { StatusLabel } from '@/components/ui/status-dot';
import { formatCount, formatDuration, formatMicroUsd } from '@/lib/format';
import { CallRows } from './call-rows';
import { PlanSteps } from './plan-steps';
import { RunAnswer } from './run-answer';
import { RunQuestions } from './run-questions';
import type { ShownRun } from './shown-run';
import { useShownRun } from './shown-run';
import { isRunning } from './use-flow-run';

interface RunPanelProps {
  onStop?: (() => void) | undefined;
  onRerun?: (() => void) | undefined;
  /** Shown while no run is. */
  idle?: ReactNode;
  /** The run is shown at a moment that has passed: nothing can be answered. */
  isPast?: boolean;
}

/** One run in words: the answer as it arrives, the plan, the calls, and what went wrong. */
export function RunPanel({ onStop, onRerun, idle, isPast }: RunPanelProps) {
  const run = useShownRun();
  if (!run) return idle ?? <NoRun />;
  const { view, error } = run;
  const activations = [...view.activations.values()];
  const calls = activations.flatMap((activation) => activation.calls);
  const failed = activations.filter((activation) => activation.error && activation.status === 'failed');
  return (
    <div className="flex flex-col gap-4 p-4">
      <RunHead run={run} onStop={onStop} onRerun={onRerun} />
      {error ? <ErrorNotice error={error} /> : null}
      {view.error ? (
        <ErrorNotice error={view.error} />
      ) : (
        failed.map(({ activationId, error: cause }) => <ErrorNotice key={activationId} error={cause} />)
      )}
      <RunQuestions runId={run.runId} view={view} isPast={isPast} />
      {activations.map((activation) => (
        <PlanSteps
          key={activation.activationId}
          activation={activation}
          runId={isPast === true ? undefined : run.runId}
        />
      ))}
      <RunAnswer view={view} />
      {calls.length > 0 ? (
        <section className="flex flex-col gap-2">
          <h3 className="section-label">Calls</h3>
          <CallRows calls={calls} />
        </section>
      ) : null}
    </div>
  );
}

function NoRun() {
  return (
    <EmptyState icon="play" title="Not run yet">
      Press Run, and the answer arrives here while every node shows what it does.
    </EmptyState>
  );
}

function RunHead({ run, onStop, onRerun }: { run: ShownRun } & Pick<RunPanelProps, 'onStop' | 'onRerun'>) {
  const { view, runId } = run;
  const { inputTokens, outputTokens, microUsd } = view.usage;
  const isActive = isRunning(view.status);
  const pinnedCount = [...view.activations.values()].filter(({ isPinned }) => isPinned).length;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between gap-2">
        <StatusLabel status={view.status} className="font-medium" />
        {isActive && onStop ? (
          <Button size="sm" onClick={onStop} disabled={view.isCancelRequested}>
            <SquareIcon aria-hidden /> {view.isCancelRequested ? 'Stopping…' : 'Stop'}
          </Button>
        ) : null}
        {!isActive && onRerun ? (
          <Button size="sm" onClick={onRerun}>
            <RotateCwIcon aria-hidden /> Run again
          </Button>
        ) : null}
      </div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 font-mono text-2xs text-muted-foreground tabular">
        {view.durationMs === undefined ? null : <span>{formatDuration(view.durationMs)}</span>}
        {inputTokens + outputTokens > 0 ? <span>{inputTokens + outputTokens} tok</span> : null}
        {microUsd > 0 ? <span>{formatMicroUsd(microUsd)}</span> : null}
        {pinnedCount > 0 ? <span>{formatCount(pinnedCount, 'pinned output')} used</span> : null}
        {onRerun ? (
          <Link href={`/runs/${runId}`} className="hover:text-foreground hover:underline">
            Open in replay
          </Link>
        ) : null}
        <span className="inline-flex items-center">
          …{runId.slice(-6)} <CopyButton text={runId} label="Copy run id" className="size-5" />
        </span>
      </p>
    </div>
  );
}
