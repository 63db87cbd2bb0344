'use client';
import type { ActivationView, RunView } from '@codexos/protocol/run-view';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { StatusIcon } from '@/components/ui/status-dot';
import { groupColor } from '@/features/canvas/group-color';
import { useCanvas, useCanvasState } from '@/features/canvas/model/canvas-context';
import { nodeLabel } from '@/features/canvas/model/canvas-node';
import { selectNodes } from '@/features/canvas/model/canvas-store';
import { formatDuration } from '@/lib/format';
import { cn } from '@/lib/utils';

const ROW_HEIGHT = 26;

interface TimelineProps {
  view: RunView;
  /** A past moment to look from, and when the run really ended: a replay keeps its scale. */
  replay?: { now: number; end: number } | undefined;
}

/** What ran when: one bar for each activation, turns of loops included. */
export function Timeline({ view, replay }: TimelineProps) {
  const activations = [...view.activations.values()];
  const isActive = replay === undefined && view.endedAt === undefined && view.startedAt !== undefined;
  const clock = useNow(isActive);
  const now = replay?.now ?? clock;
  const start = view.startedAt ?? 0;
  const end = Math.max(replay?.end ?? view.endedAt ?? now, start + 1);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: activations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  if (activations.length === 0) {
    return (
      <p className="p-3 text-sm text-muted-foreground">
        Nothing has run yet. Every node gets a bar here once it starts.
      </p>
    );
  }
  return (
    <div
      ref={scroller}
      tabIndex={0}
      aria-label="Timeline"
      role="region"
      className="h-full overflow-y-auto py-1"
    >
      <ol className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start: top }) => {
          const activation = activations[index];
          return activation ? (
            <li
              key={activation.activationId}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${top}px)` }}
            >
              <Bar activation={activation} start={start} end={end} now={now} />
            </li>
          ) : null;
        })}
      </ol>
    </div>
  );
}

interface BarProps {
  activation: ActivationView;
  start: number;
  end: number;
  now: number;
}

function Bar({ activation, start, end, now }: BarProps) {
  const { store, openInspector } = useCanvas();
  const node = useCanvasState(({ nodes }) => nodes.find(({ id }) => id === activation.nodeId));
  const span = end - start;
  const stop = activation.endedAt ?? Math.max(now, activation.startedAt);
  const left = Math.min(100, ((activation.startedAt - start) / span) * 100);
  const width = Math.max(0.4, Math.min(100 - left, ((stop - activation.startedAt) / span) * 100));
  const turn = activation.path.map((segment) => segment.turn).join('.');
  const show = () => {
    selectNodes(store, [activation.nodeId]);
    store.setState({ focusedId: activation.nodeId, revealRequest: { id: activation.nodeId } });
    openInspector(activation.nodeId);
  };
  return (
    <button
      type="button"
      onClick={show}
      className="flex h-6.5 w-full items-center gap-3 px-3 text-left text-xs hover:bg-accent/60"
    >
      <StatusIcon status={activation.status} />
      <span className="w-36 shrink-0 truncate">
        {node ? nodeLabel(node.data) : activation.nodeId}
        {turn === '' ? null : (
          <span className="ml-1.5 font-mono text-2xs text-muted-foreground">×{turn}</span>
        )}
      </span>
      <span className="relative h-2.5 min-w-0 flex-1 rounded-full bg-muted/60">
        <span
          className={cn(
            'absolute inset-y-0 rounded-full',
            activation.status === 'failed' && 'ring-1 ring-destructive',
          )}
          style={{
            left: `${left}%`,
            width: `${width}%`,
            background: groupColor(node?.data.descriptor?.group),
          }}
        />
      </span>
      <span className="w-16 shrink-0 text-right font-mono text-2xs text-muted-foreground tabular">
        {formatDuration(activation.durationMs ?? stop - activation.startedAt)}
      </span>
    </button>
  );
}

/** The time, a few times a second while something runs. */
function useNow(isActive: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isActive) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isActive]);
  return now;
}
