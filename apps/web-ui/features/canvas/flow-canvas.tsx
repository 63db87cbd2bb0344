'use client';
import '@xyflow/react/dist/base.css';
import './canvas.css';
import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import dynamic from 'next/dynamic';
import { useCallback, useRef, useState } from 'react';
import { ContextMenu, ContextMenuTrigger } from '@/components/ui/context-menu';
import { usePreload } from '@/lib/use-preload';
import { cn } from '@/lib/utils';
import { CanvasMenu } from './canvas-menu';
import { CanvasToolbar } from './canvas-toolbar';
import { EmptyCanvas } from './empty-canvas';
import { FindBar } from './find-bar';
import { FlowEdgeLine } from './flow-edge';
import { MiniMap } from './mini-map';
import { useCanvas, useCanvasState } from './model/canvas-context';
import { NodeCard } from './node-card';
import { NodeNavigator } from './node-navigator';
import { useCanvasActions } from './use-canvas-actions';
import { useCanvasHandlers } from './use-canvas-handlers';
import { useClipboard } from './use-clipboard';
import { useDetail } from './use-detail';
import { useOpeningView } from './use-opening-view';
import { usePointer } from './use-pointer';

const loadQuickAdd = () => import('./quick-add').then((module) => module.QuickAdd);
const QuickAdd = dynamic(loadQuickAdd, { ssr: false });

const NODE_TYPES = { card: NodeCard };
const EDGE_TYPES = { flow: FlowEdgeLine };

interface FlowCanvasProps {
  className?: string;
  /** It is part of a page that scrolls, which keeps the wheel and its own search. */
  isEmbedded?: boolean;
}

/** A flow as a drawing: edited, running, or replayed. The surrounding CanvasProvider says which. */
export function FlowCanvas({ className, isEmbedded = false }: FlowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Surface className={className} isEmbedded={isEmbedded} />
    </ReactFlowProvider>
  );
}

function Surface({ className, isEmbedded }: { className: string | undefined; isEmbedded: boolean }) {
  const { store, editor } = useCanvas();
  const nodes = useCanvasState((state) => state.nodes);
  const edges = useCanvasState((state) => state.edges);
  const container = useRef<HTMLDivElement>(null);
  const navigator = useRef<HTMLDivElement>(null);
  const [isFinding, setFinding] = useState(false);
  usePreload(loadQuickAdd);
  const pointer = usePointer(container);
  const handlers = useCanvasHandlers({ container, navigator, pointer });
  const find = useCallback(() => setFinding(true), []);
  useCanvasActions({ quickAdd: handlers.openQuickAdd, find: isEmbedded ? undefined : find });
  useClipboard({ container, pointer });
  useOpeningView();
  useDetail(container);
  const isEditable = editor !== undefined;
  return (
    <ContextMenu>
      <ContextMenuTrigger asChild>
        <div
          ref={container}
          data-testid="flow-canvas"
          className={cn(
            'canvas-surface group/canvas relative size-full overflow-hidden bg-canvas',
            className,
          )}
          {...handlers.container}
        >
          <NodeNavigator navigatorRef={navigator} />
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            {...handlers.flow}
            onlyRenderVisibleElements
            minZoom={0.05}
            maxZoom={2}
            panOnScroll={!isEmbedded}
            zoomOnScroll={!isEmbedded}
            preventScrolling={!isEmbedded}
            zoomOnDoubleClick={false}
            nodesDraggable={isEditable}
            nodesConnectable={isEditable}
            nodesFocusable={false}
            edgesFocusable={false}
            disableKeyboardA11y
            deleteKeyCode={null}
            multiSelectionKeyCode={['Meta', 'Control', 'Shift']}
            selectionKeyCode="Shift"
            connectionRadius={26}
            elevateNodesOnSelect={false}
          >
            <Background variant={BackgroundVariant.Dots} gap={20} size={1.6} color="var(--dot)" />
          </ReactFlow>
          <CanvasToolbar onFind={isEmbedded ? undefined : find} onAdd={() => handlers.openQuickAdd()} />
          {isFinding ? <FindBar onClose={() => setFinding(false)} /> : null}
          <div className="canvas-map absolute right-3 bottom-6 z-10">
            <MiniMap />
          </div>
          {isEditable && nodes.length === 0 ? <EmptyCanvas editor={editor} /> : null}
          {handlers.quickAdd && editor ? (
            <QuickAdd
              request={handlers.quickAdd}
              editor={editor}
              flow={store.getState().flow}
              onClose={handlers.closeQuickAdd}
            />
          ) : null}
        </div>
      </ContextMenuTrigger>
      <CanvasMenu />
    </ContextMenu>
  );
}
