'use client';
import type { SharedView } from '@codexos/protocol/contracts/share.contract';
import dynamic from 'next/dynamic';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { StatusLabel } from '@/components/ui/status-dot';
import { formatDuration } from '@/lib/format';
import { SharedPassages } from './shared-passages';
import { SharedValues } from './shared-values';

type Run = Extract<SharedView, { type: 'run' }>;

const SharedReplay = dynamic(() => import('./shared-replay').then((module) => module.SharedReplay), {
  ssr: false,
  loading: () => <Skeleton className="h-[38rem] rounded-md" />,
});

/** A run that was shared: what went in, how it went, what came out. */
export function SharedRun({ run }: { run: Run }) {
  const end = run.events.findLast((event) => event.type === 'run-end');
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-lg font-semibold tracking-tight">{run.name}</h1>
        <StatusLabel status={run.status} className="text-xs" />
        <span className="text-xs text-muted-foreground">
          <RelativeTime at={run.createdAt} />
          {run.durationMs === undefined ? '' : ` · ${formatDuration(run.durationMs)}`}
        </span>
      </div>
      {end?.error ? <ErrorNotice error={{ ...end.error, message: '' }} /> : null}
      <SharedReplay run={run} />
      <div className="flex w-full max-w-200 flex-col gap-6">
        <SharedValues title="Input" values={run.input} />
        <SharedValues title="Result" values={run.outputs} />
        <SharedPassages citations={run.citations} />
      </div>
    </>
  );
}
