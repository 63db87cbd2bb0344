'use client';
import dynamic from 'next/dynamic';
import { useCanvasState } from '@/features/canvas/model/canvas-context';
import { selectedNodeIds } from '@/features/canvas/model/canvas-store';
import { formatCount } from '@/lib/format';
import { usePreload } from '@/lib/use-preload';
import { FlowSettings } from './flow-settings';

const load = () => import('./node-inspector').then((module) => module.NodeInspector);
const NodeInspector = dynamic(load, { ssr: false });

/** Settings of the selected node, and what it saw and said in the run that is shown; those of the flow without one. */
export function InspectorPanel() {
  usePreload(load);
  const selectedCount = useCanvasState((state) => selectedNodeIds(state).length);
  const node = useCanvasState((state) => state.nodes.find(({ selected }) => selected));
  if (!node) return <FlowSettings />;
  if (selectedCount > 1) return <SeveralSelected count={selectedCount} />;
  return <NodeInspector key={node.id} node={node} />;
}

function SeveralSelected({ count }: { count: number }) {
  return (
    <p className="px-4 py-4 text-sm text-muted-foreground">
      {formatCount(count, 'node')} are selected. Choose one to see its settings.
    </p>
  );
}
