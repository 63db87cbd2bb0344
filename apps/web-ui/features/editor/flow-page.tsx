'use client';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useFlowDocument } from '@/lib/socket/use-flow-document';
import { useAutosaveState } from './use-autosave-state';

const loadEditor = () => import('./flow-editor').then((module) => module.FlowEditor);
const FlowEditor = dynamic(loadEditor, { ssr: false, loading: () => <CanvasSkeleton /> });

/** Opens a flow as a shared document and hands it to the editor, which is fetched meanwhile. */
export function FlowPage({ flowId }: { flowId: string }) {
  const { doc, isReady, status, error } = useFlowDocument(flowId);
  const catalogue = useApiQuery(getCatalogue, {}, { staleTime: 60_000 });
  const [key, setKey] = useState(0);
  useEffect(() => {
    // Where this fails, the editor itself tries again and reports it.
    loadEditor().catch(() => undefined);
  }, []);
  useAutosaveState(isReady, status);
  const problem = error ?? catalogue.error;
  if (doc && isReady && catalogue.data) {
    return <FlowEditor key={key} flowId={flowId} doc={doc} catalogue={catalogue.data} />;
  }
  return (
    <PageFrame breadcrumb={[{ label: 'Flows', href: '/flows' }, { label: problem ? 'Problem' : 'Opening…' }]}>
      {problem ? (
        <div className="mx-auto max-w-xl p-8">
          <ErrorNotice
            error={problem}
            action={
              <Button
                onClick={() => {
                  void catalogue.refetch();
                  setKey(key + 1);
                }}
              >
                Try again
              </Button>
            }
          />
        </div>
      ) : (
        <CanvasSkeleton />
      )}
    </PageFrame>
  );
}

function CanvasSkeleton() {
  return (
    <div role="status" aria-busy="true" aria-label="Opening the flow" className="relative h-full bg-canvas">
      {[12, 36, 60].map((left, index) => (
        <Skeleton
          key={left}
          className="absolute h-20 w-56 rounded-md"
          style={{ left: `${left}%`, top: `${34 + index * 8}%` }}
        />
      ))}
    </div>
  );
}
