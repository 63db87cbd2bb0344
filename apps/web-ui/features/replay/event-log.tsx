'use client';
import type { RunEvent } from '@codexos/protocol/run-event';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useCanvasState } from '@/features/canvas/model/canvas-context';
import { nodeLabel } from '@/features/canvas/model/canvas-node';
import { formatDuration } from '@/lib/format';
import { cn } from '@/lib/utils';
import { describeEvent } from './describe-event';

const ROW_HEIGHT = 22;

/** The journal of a run as lines: number, time since the start, and what happened. Follows the end while it is in view. */
export function EventLog({ events }: { events: readonly RunEvent[] }) {
  const nodes = useCanvasState((state) => state.nodes);
  const names = useMemo(() => new Map(nodes.map(({ id, data }) => [id, nodeLabel(data)])), [nodes]);
  const nameOf = useCallback((nodeId: string) => names.get(nodeId) ?? nodeId, [names]);
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  useEffect(() => {
    if (isAtEnd.current && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [events.length]);
  const startedAt = events[0]?.at ?? 0;
  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label="Console"
      className="h-full overflow-y-auto py-1 font-mono text-2xs"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < ROW_HEIGHT;
      }}
    >
      <ol className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const event = events[index];
          return event ? (
            <li
              key={event.seq}
              className="absolute inset-x-0 top-0 flex h-5.5 items-center gap-3 px-3 whitespace-nowrap"
              style={{ transform: `translateY(${start}px)` }}
            >
              <span className="w-8 shrink-0 text-right text-muted-foreground tabular">{event.seq}</span>
              <span className="w-16 shrink-0 text-right text-muted-foreground tabular">
                +{formatDuration(Math.max(0, event.at - startedAt))}
              </span>
              <span className={cn('truncate', isTrouble(event) && 'text-destructive')}>
                {describeEvent(event, nameOf)}
                {causeOf(event)}
              </span>
            </li>
          ) : null;
        })}
      </ol>
    </div>
  );
}

const isTrouble = ({ type }: RunEvent): boolean => type === 'node-error' || type === 'limit-reach';

function causeOf(event: RunEvent): string {
  return 'error' in event && event.error ? `: ${event.error.message}` : '';
}
