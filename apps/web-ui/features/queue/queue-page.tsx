'use client';
import { getQueue, type Queue } from '@codexos/protocol/contracts/queue.contract';
import type { ReactNode } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { FailedList } from './failed-list';
import { WaitingList } from './waiting-list';
import { WorkerList } from './worker-list';

const REFRESH_MS = 2_000;

/** What waits and why, what failed lately, and the processes that do the work. */
export function QueuePage() {
  const { data, error } = useApiQuery(getQueue, {}, { refetchInterval: REFRESH_MS });
  return (
    <PageFrame breadcrumb={[{ label: 'Runs', href: '/runs' }, { label: 'Queue' }]}>
      <div className="mx-auto flex w-full max-w-240 flex-col gap-6 p-6 max-[599px]:p-4">
        {error && !data ? <ErrorNotice error={error} /> : null}
        {!data && !error ? <Skeleton className="h-64 rounded-md" /> : null}
        {data ? (
          <>
            <Figures queue={data} />
            <Section title="Waiting">
              <WaitingList waiting={data.waiting} total={data.queuedCount + data.pausedCount} />
            </Section>
            <Section title="Failed in the last day">
              <FailedList runs={data.failed} />
            </Section>
            <Section title="Processes">
              <WorkerList workers={data.workers} isShared={data.isShared} />
            </Section>
          </>
        ) : null}
      </div>
    </PageFrame>
  );
}

function Figures({ queue }: { queue: Queue }) {
  const { queuedCount, runningCount, pausedCount, oldestQueuedAt, workspaceLimit } = queue;
  return (
    <dl className="grid grid-cols-4 gap-px overflow-hidden rounded-md border bg-border max-[599px]:grid-cols-2">
      <Figure label="Wait for a place" value={queuedCount} />
      <Figure
        label="Oldest of them"
        value={oldestQueuedAt === undefined ? '–' : <RelativeTime at={oldestQueuedAt} />}
      />
      <Figure
        label={workspaceLimit === undefined ? 'Under way' : `Under way, of ${workspaceLimit} at a time`}
        value={runningCount}
      />
      <Figure label="Wait for a person or a time" value={pausedCount} />
    </dl>
  );
}

function Figure({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div className="flex flex-col-reverse justify-end gap-0.5 bg-card px-4 py-3">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="text-xl font-medium tabular">{value}</dd>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-sm font-medium">{title}</h2>
      {children}
    </section>
  );
}
