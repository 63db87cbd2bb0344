'use client';
import { getFlowVersion } from '@codexos/protocol/contracts/flows.contract';
import { Skeleton } from '@/components/ui/skeleton';
import { useCanvasState } from '@/features/canvas/model/canvas-context';
import { useApiQuery } from '@/lib/api/use-api-query';
import { cn } from '@/lib/utils';
import { compareFlows, type FlowChange } from './compare-flows';

const SIGN: Record<FlowChange['type'], { sign: string; color: string }> = {
  added: { sign: '+', color: 'text-ok' },
  removed: { sign: '−', color: 'text-destructive' },
  changed: { sign: '~', color: 'text-warn' },
};

/** What the draft changed since a version. */
export function VersionChanges({ flowId, number }: { flowId: string; number: number }) {
  const draft = useCanvasState((state) => state.flow);
  const { data } = useApiQuery(getFlowVersion, { params: { flowId, number } });
  if (!data) return <Skeleton className="h-10" />;
  const changes = compareFlows(data.flow, draft);
  if (changes.length === 0)
    return <p className="text-xs text-muted-foreground">The draft is equal to this version.</p>;
  return (
    <ul
      aria-label={`Changes of the draft since version ${number}`}
      className="rounded-sm border bg-card p-2 font-mono text-2xs"
    >
      {changes.map(({ type, text }) => (
        <li key={`${type}-${text}`} className="flex gap-2">
          <span aria-label={type} className={cn('w-2', SIGN[type].color)}>
            {SIGN[type].sign}
          </span>
          <span className="min-w-0 break-words">{text}</span>
        </li>
      ))}
    </ul>
  );
}
