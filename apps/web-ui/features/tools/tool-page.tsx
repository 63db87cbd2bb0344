'use client';
import { getTool } from '@codexos/protocol/contracts/tools.contract';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { ToolEditor } from './tool-editor';

/** One tool of the workspace: what it is made of at the left, a place to try it at the right. */
export function ToolPage({ toolId }: { toolId: string }) {
  // What is edited here is the truth while the page is open, so it is read once.
  const { data, error } = useApiQuery(getTool, { params: { toolId } }, { staleTime: Infinity, gcTime: 0 });
  if (data) return <ToolEditor detail={data} />;
  return (
    <PageFrame breadcrumb={[{ label: 'Tools', href: '/tools' }, { label: 'Tool' }]}>
      {error ? <ErrorNotice error={error} className="m-6" /> : <Skeleton className="m-6 h-80 rounded-md" />}
    </PageFrame>
  );
}
