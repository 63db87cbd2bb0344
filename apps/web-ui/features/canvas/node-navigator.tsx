'use client';
import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, type KeyboardEvent, type RefObject } from 'react';
import { useCanvas, useCanvasState } from './model/canvas-context';
import { nodeLabel, type CanvasNode } from './model/canvas-node';
import { selectNodes } from './model/canvas-store';
import { CARD_WIDTH } from './model/geometry';
import { stepFrom, type Direction } from './model/step-from';
import { statusName } from '@/components/ui/status-dot';

const DIRECTIONS: Record<string, Direction> = {
  ArrowUp: 'previous',
  ArrowDown: 'next',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  Home: 'first',
  End: 'last',
};

/**
 * The keyboard's way through a flow. React Flow takes nodes outside the view off the page, so the focus stands on
 * this one element, which names the present node and brings it into view.
 */
export function NodeNavigator({ navigatorRef }: { navigatorRef: RefObject<HTMLDivElement | null> }) {
  const { store, openInspector } = useCanvas();
  const focused = useCanvasState(({ nodes, focusedId }) => nodes.find(({ id }) => id === focusedId));
  const count = useCanvasState(({ nodes }) => nodes.length);
  const index = useCanvasState(({ nodes, focusedId }) => nodes.findIndex(({ id }) => id === focusedId));
  const reveal = useReveal();

  const request = useCanvasState(({ revealRequest }) => revealRequest);
  useEffect(() => {
    const node = store.getState().nodes.find(({ id }) => id === request?.id);
    if (node) reveal(node);
  }, [request, reveal, store]);

  const goTo = (node: CanvasNode | undefined) => {
    if (!node) return;
    store.setState({ focusedId: node.id });
    selectNodes(store, [node.id]);
    reveal(node);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    const hasModifier = event.metaKey || event.ctrlKey || event.altKey || event.shiftKey;
    if (direction && !hasModifier) {
      event.preventDefault();
      goTo(stepFrom(store.getState(), direction));
    } else if (event.key === 'Enter' && !hasModifier && focused) {
      event.preventDefault();
      openInspector(focused.id);
    }
  };
  const onFocus = () => {
    const { focusedId, nodes } = store.getState();
    if (focusedId === undefined)
      store.setState({ focusedId: (nodes.find(({ selected }) => selected) ?? nodes[0])?.id });
  };
  return (
    <div
      ref={navigatorRef}
      data-navigator
      role="listbox"
      tabIndex={0}
      aria-label="Nodes of the flow. Up and down go through all, left and right along edges, Enter opens the settings."
      aria-activedescendant={focused ? `node-option-${focused.id}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      className="pointer-events-none absolute inset-0 z-10 outline-hidden focus-visible:ring-2 focus-visible:ring-ring/40 focus-visible:ring-inset"
    >
      {focused ? (
        <div
          id={`node-option-${focused.id}`}
          role="option"
          aria-selected={focused.selected ?? false}
          aria-posinset={index + 1}
          aria-setsize={count}
          className="sr-only"
        >
          <NodeName node={focused} />
        </div>
      ) : null}
    </div>
  );
}

function NodeName({ node }: { node: CanvasNode }) {
  const run = useCanvasState(({ runByNode }) => runByNode.get(node.id));
  const problems = useCanvasState(({ problemsByNode }) => problemsByNode.get(node.id));
  const parts = [
    nodeLabel(node.data),
    node.data.descriptor?.label ?? node.data.node.kind,
    run ? statusName(run.status) : undefined,
    ...(problems ?? []).map(({ message }) => message),
  ];
  return <>{parts.filter(Boolean).join(', ')}</>;
}

/** Brings a node into view when it is not, with the zoom as it is unless that is too small to read. */
function useReveal(): (node: Pick<CanvasNode, 'position' | 'height'>) => void {
  const { setCenter, getViewport, getZoom, screenToFlowPosition } = useReactFlow();
  return useCallback(
    ({ position, height = 0 }) => {
      const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
      if (!pane) return;
      const start = screenToFlowPosition({ x: pane.left, y: pane.top });
      const end = screenToFlowPosition({ x: pane.right, y: pane.bottom });
      const margin = 24 / getViewport().zoom;
      const isInView =
        position.x >= start.x + margin &&
        position.y >= start.y + margin &&
        position.x + CARD_WIDTH <= end.x - margin &&
        position.y + height <= end.y - margin;
      if (isInView && getZoom() >= 0.35) return;
      const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      void setCenter(position.x + CARD_WIDTH / 2, position.y + height / 2, {
        zoom: Math.max(getZoom(), 0.6),
        duration: isCalm ? 0 : 150,
      });
    },
    [setCenter, getViewport, getZoom, screenToFlowPosition],
  );
}
