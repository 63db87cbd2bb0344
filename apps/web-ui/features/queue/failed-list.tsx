'use client';
import { rerun, type RunSummary } from '@codexos/protocol/contracts/runs.contract';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusIcon } from '@/components/ui/status-dot';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { ListNotice } from './list-notice';

/** Runs that failed lately, with the cause; each can be run again. */
export function FailedList({ runs }: { runs: readonly RunSummary[] }) {
  if (runs.length === 0) return <ListNotice>No run has failed.</ListNotice>;
  return (
    <ul className="divide-y overflow-hidden rounded-md border bg-card" aria-label="Runs that failed">
      {runs.map((run) => (
        <FailedRow key={run.id} run={run} />
      ))}
    </ul>
  );
}

function FailedRow({ run: { id, name, status, error, endedAt, createdAt } }: { run: RunSummary }) {
  const router = useRouter();
  const again = useApiMutation(rerun, { onSuccess: (next) => router.push(`/runs/${next.id}`) });
  const problem = again.error ?? error;
  return (
    <li className="flex items-start gap-3 px-4 py-2.5">
      <StatusIcon status={status} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <Link href={`/runs/${id}`} className="truncate text-sm font-medium hover:underline">
            {name}
          </Link>
          <span className="shrink-0 text-xs text-muted-foreground">
            <RelativeTime at={endedAt ?? createdAt} />
          </span>
        </p>
        {problem ? <p className="line-clamp-2 text-xs text-destructive">{problem.message}</p> : null}
      </div>
      <Button
        disabled={again.isPending}
        aria-label={`Run ${name} again`}
        onClick={() => again.mutate({ params: { runId: id } })}
      >
        Run again
      </Button>
    </li>
  );
}
