'use client';
import { getFlowVersion } from '@codexos/protocol/contracts/flows.contract';
import { Skeleton } from '@/components/ui/skeleton';
import { useCanvasState } from '@/features/canvas/model/canvas-context';
import { useApiQuery } from '@/lib/api/use-api-query';
import { ChangeList } from './change-list';
import { compareFlows } from './compare-flows';

/** What the draft changed since a version. */
export function VersionChanges({ flowId, number }: { flowId: string; number: number }) {
  const draft = useCanvasState((state) => state.flow);
  const { data } = useApiQuery(getFlowVersion, { params: { flowId, number } });
  if (!data) return <Skeleton className="h-10" />;
  const changes = compareFlows(data.flow, draft);
  if (changes.length === 0)
    return <p className="text-xs text-muted-foreground">The draft is equal to this version.</p>;
  return <ChangeList label={`Changes of the draft since version ${number}`} changes={changes} />;
}
