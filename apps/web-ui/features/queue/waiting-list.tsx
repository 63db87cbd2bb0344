'use client';
import { wakeRun, type WaitingRun } from '@codexos/protocol/contracts/queue.contract';
import { cancelRun } from '@codexos/protocol/contracts/runs.contract';
import Link from 'next/link';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusIcon } from '@/components/ui/status-dot';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { ListNotice } from './list-notice';

/** Runs that wait, each with what for; those for a place can be tried at once, and all can be ended. */
export function WaitingList({ waiting, total }: { waiting: readonly WaitingRun[]; total: number }) {
  if (waiting.length === 0) return <ListNotice>Nothing waits.</ListNotice>;
  return (
    <>
      <ul className="divide-y overflow-hidden rounded-md border bg-card" aria-label="Runs that wait">
        {waiting.map((item) => (
          <WaitingRow key={item.run.id} item={item} />
        ))}
      </ul>
      {total > waiting.length ? (
        <p className="text-xs text-muted-foreground">
          {waiting.length} of {total} are shown.
        </p>
      ) : null}
    </>
  );
}

function WaitingRow({ item: { run, reason, explanation, wakeAt } }: { item: WaitingRun }) {
  const [isEnding, setEnding] = useState(false);
  const wake = useApiMutation(wakeRun);
  const end = useApiMutation(cancelRun, { onSuccess: () => setEnding(false) });
  const canBeTried = reason !== 'person' && reason !== 'time' && reason !== 'run';
  const params = { runId: run.id };
  return (
    <li className="flex items-start gap-3 px-4 py-2.5 max-[599px]:flex-wrap">
      <StatusIcon status={run.status} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <Link href={`/runs/${run.id}`} className="truncate text-sm font-medium hover:underline">
            {run.name}
          </Link>
          <span className="shrink-0 text-xs text-muted-foreground">
            since <RelativeTime at={run.startedAt ?? run.createdAt} />
          </span>
        </p>
        <p className="text-xs text-muted-foreground">
          {explanation}
          {wakeAt === undefined ? null : (
            <>
              {' '}
              It goes on <RelativeTime at={wakeAt} />.
            </>
          )}
        </p>
        {wake.error ? (
          <p role="alert" className="text-xs text-destructive">
            {wake.error.message}
          </p>
        ) : null}
      </div>
      <div className="flex shrink-0 gap-2">
        {reason === 'person' || reason === 'run' ? (
          <Button asChild>
            <Link href={`/runs/${run.id}`}>{reason === 'person' ? 'Answer' : 'Open'}</Link>
          </Button>
        ) : null}
        {canBeTried ? (
          <Button disabled={wake.isPending} onClick={() => wake.mutate({ params })}>
            Try now
          </Button>
        ) : null}
        <Button variant="ghost" aria-label={`End the run of ${run.name}`} onClick={() => setEnding(true)}>
          End
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isEnding}
        onOpenChange={setEnding}
        title={`End the run of “${run.name}”`}
        confirmLabel="End the run"
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate({ params })}
      >
        It stops for good where it is. What it has done and said stays in its journal.
      </ConfirmDialog>
    </li>
  );
}
