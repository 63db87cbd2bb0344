'use client';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import { ArrowLeftRightIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { usePreload } from '@/lib/use-preload';
import { RunFacts } from './run-facts';
import { RunPicker } from './run-picker';
import { useCompared } from './use-compared';

const loadComparison = () => import('./comparison').then((module) => module.Comparison);
const Comparison = dynamic(loadComparison, { ssr: false });

/** Two runs side by side. The address names them: A, and B which is compared with it. */
export function ComparePage() {
  usePreload(loadComparison);
  const compared = useCompared();
  const { a, b, aId, bId, runs, originId } = compared;
  const catalogue = useApiQuery(getCatalogue, {}, { staleTime: 60_000 });
  const problem = a.error ?? b.error ?? catalogue.error;
  const pickers = [
    <RunPicker key="a" side="A" runs={runs} runId={aId} originId={originId} onChoose={compared.chooseA} />,
    <RunPicker
      key="b"
      side="B"
      runs={runs}
      runId={bId}
      originId={a.data?.origin?.runId}
      onChoose={compared.chooseB}
    />,
  ] as const;
  return (
    <PageFrame
      breadcrumb={[{ label: 'Runs', href: '/runs' }, { label: 'Compare' }]}
      actions={
        <Button disabled={aId === undefined || bId === undefined} onClick={compared.swap}>
          <ArrowLeftRightIcon aria-hidden /> Swap
        </Button>
      }
    >
      <div className="mx-auto flex w-full max-w-320 flex-col gap-4 p-6 max-[599px]:p-4">
        {problem ? <ErrorNotice error={problem} /> : null}
        {aId === undefined && bId === undefined ? (
          <EmptyState icon="git-compare" title="No run is chosen">
            Open a run and choose Compare, or press Compare in the list of runs. What differs between two runs
            of a flow then stands here, step by step.
          </EmptyState>
        ) : a.data && b.data && catalogue.data ? (
          <Comparison
            key={`${a.data.id} ${b.data.id}`}
            a={a.data}
            b={b.data}
            catalogue={catalogue.data}
            pickers={pickers}
          />
        ) : (
          <>
            <RunFacts a={undefined} b={undefined} pickers={pickers} />
            {compared.isAlone ? (
              <EmptyState icon="git-compare" title="Nothing to compare it with">
                There is no earlier run of the same flow or agent. Run it again, or choose another run above.
              </EmptyState>
            ) : problem ? null : (
              <Skeleton className="h-64 rounded-md" />
            )}
          </>
        )}
      </div>
    </PageFrame>
  );
}
