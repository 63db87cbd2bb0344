import type { Firing } from '@codexos/protocol/contracts/triggers.contract';
import { CircleSlashIcon, CircleXIcon } from 'lucide-react';
import Link from 'next/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusLabel } from '@/components/ui/status-dot';

/** When a trigger fired and what came of it; leads to the run where there is one. */
export function FiringLine({ firing }: { firing: Firing }) {
  const { at, runId, runStatus, status } = firing;
  const outcome =
    status === 'started' ? (
      <StatusLabel status={runStatus ?? 'queued'} className="text-xs" />
    ) : (
      <span className="inline-flex items-center gap-1.5">
        {status === 'failed' ? (
          <CircleXIcon className="size-3.5 text-destructive" aria-hidden />
        ) : (
          <CircleSlashIcon className="size-3.5" aria-hidden />
        )}
        {status === 'failed' ? 'Not started' : 'Left out'}
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1.5">
      {runId === undefined ? (
        outcome
      ) : (
        <Link href={`/runs/${runId}`} className="rounded-xs hover:underline">
          {outcome}
        </Link>
      )}
      <RelativeTime at={at} />
    </span>
  );
}
