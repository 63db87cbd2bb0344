'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { StatusDot } from '@/components/ui/status-dot';
import { cn } from '@/lib/utils';
import { useCanvas, useCanvasState } from './model/canvas-context';
import { nodeLabel, type CanvasNode } from './model/canvas-node';
import { selectNodes } from './model/canvas-store';
import { NodeTile } from './node-tile';

/** Every node of the flow as a list, also those outside the view. */
export function NodeOutline() {
  const nodes = useCanvasState((state) => state.nodes);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: nodes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 8,
  });
  if (nodes.length === 0)
    return <p className="p-3 text-xs text-muted-foreground">The flow has no nodes yet.</p>;
  return (
    <div ref={scroller} className="h-full overflow-y-auto p-2">
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const node = nodes[index];
          return node ? (
            <li
              key={node.id}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              <OutlineRow node={node} />
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}

function OutlineRow({ node }: { node: CanvasNode }) {
  const { store, openInspector } = useCanvas();
  const run = useCanvasState(({ runByNode }) => runByNode.get(node.id));
  const problemCount = useCanvasState(({ problemsByNode }) => problemsByNode.get(node.id)?.length ?? 0);
  return (
    <button
      type="button"
      aria-current={node.selected ? 'true' : undefined}
      onClick={() => {
        selectNodes(store, [node.id]);
        // The canvas brings the focused node into view.
        store.setState({ focusedId: node.id, revealRequest: { id: node.id } });
      }}
      onDoubleClick={() => openInspector(node.id)}
      className={cn(
        'flex h-7 w-full items-center gap-2 rounded-sm px-1.5 text-left text-sm hover:bg-accent',
        node.selected && 'bg-accent',
      )}
    >
      <NodeTile descriptor={node.data.descriptor} className="size-5" />
      <span className="flex-1 truncate">{nodeLabel(node.data)}</span>
      {problemCount > 0 && !run ? <span className="text-2xs text-destructive">{problemCount}</span> : null}
      {run ? <StatusDot status={run.status} /> : null}
    </button>
  );
}
