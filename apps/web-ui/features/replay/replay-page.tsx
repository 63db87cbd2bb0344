'use client';
import { getRun } from '@codexos/protocol/contracts/runs.contract';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';

const loadReplay = () => import('./replay').then((module) => module.Replay);
const Replay = dynamic(loadReplay, { ssr: false });

/** A run as it was: the flow of that time, read-only, at any of its events. */
export function ReplayPage({ runId }: { runId: string }) {
  useEffect(() => {
    // Where this fails, the replay itself tries again and reports it.
    loadReplay().catch(() => undefined);
  }, []);
  const run = useApiQuery(getRun, { params: { runId } });
  const catalogue = useApiQuery(getCatalogue, {}, { staleTime: 60_000 });
  if (run.data && catalogue.data) return <Replay run={run.data} catalogue={catalogue.data} />;
  const problem = run.error ?? catalogue.error;
  return (
    <PageFrame breadcrumb={[{ label: 'Runs', href: '/runs' }, { label: problem ? 'Problem' : 'Opening…' }]}>
      {problem ? (
        <ErrorNotice error={problem} className="mx-auto mt-8 max-w-xl" />
      ) : (
        <Skeleton className="m-6 h-64 rounded-md" />
      )}
    </PageFrame>
  );
}
