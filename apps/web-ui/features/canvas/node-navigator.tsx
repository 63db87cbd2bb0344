'use client';
import { moveNodes } from '@codexos/flow-document';
import { useReactFlow, useStoreApi } from '@xyflow/react';
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

/** How far Alt with an arrow moves what is selected, in pixels of the canvas. */
const PUSHES: Record<string, { x: number; y: number }> = {
  ArrowUp: { x: 0, y: -20 },
  ArrowDown: { x: 0, y: 20 },
  ArrowLeft: { x: -20, y: 0 },
  ArrowRight: { x: 20, y: 0 },
};

/**
 * The keyboard's way through a flow. React Flow takes nodes outside the view off the page, so the focus stands on
 * this one element, which names the present node and brings it into view.
 */
export function NodeNavigator({ navigatorRef }: { navigatorRef: RefObject<HTMLDivElement | null> }) {
  const { store, editor, openInspector } = useCanvas();
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
  const pushSelection = ({ x, y }: { x: number; y: number }) => {
    const moves = store
      .getState()
      .nodes.filter(({ selected }) => selected)
      .map(({ id, position }) => ({ id, position: { x: position.x + x, y: position.y + y } }));
    // Presses that follow one another are one step to undo.
    editor?.edit((doc, origin) => moveNodes(doc, moves, origin), 'push');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const push = event.altKey && !event.metaKey && !event.ctrlKey ? PUSHES[event.key] : undefined;
    if (push && editor) {
      event.preventDefault();
      pushSelection(push);
      return;
    }
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
      aria-label="Nodes of the flow. Up and down go through all, left and right along edges, Alt with an arrow moves, Enter opens the settings."
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

/** Kept free around a node that is brought into view, in pixels. */
const REVEAL_MARGIN = 40;
/** Below this a large flow shows boxes without names. */
const LEAST_ZOOM = 0.35;

/** Brings a node into view by moving as little as is needed; where it could not be read, closer and in the middle. */
function useReveal(): (node: Pick<CanvasNode, 'position' | 'height'>) => void {
  const { setCenter, setViewport, getViewport } = useReactFlow();
  const flowApi = useStoreApi();
  return useCallback(
    ({ position, height = 0 }) => {
      const { width: paneWidth, height: paneHeight } = flowApi.getState();
      const { x, y, zoom } = getViewport();
      const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      const motion = { duration: isCalm ? 0 : 150 };
      if (zoom < LEAST_ZOOM) {
        const middle = { x: position.x + CARD_WIDTH / 2, y: position.y + height / 2 };
        void setCenter(middle.x, middle.y, { zoom: 0.6, ...motion });
        return;
      }
      const moveX = shiftInto(position.x * zoom + x, CARD_WIDTH * zoom, paneWidth);
      const moveY = shiftInto(position.y * zoom + y, height * zoom, paneHeight);
      if (moveX !== 0 || moveY !== 0) void setViewport({ x: x + moveX, y: y + moveY, zoom }, motion);
    },
    [setCenter, setViewport, getViewport, flowApi],
  );
}

/** How far something must move to lie inside a length, its start first where it does not fit. */
function shiftInto(start: number, size: number, length: number): number {
  if (start < REVEAL_MARGIN) return REVEAL_MARGIN - start;
  const over = start + size - (length - REVEAL_MARGIN);
  return over > 0 ? -Math.min(over, start - REVEAL_MARGIN) : 0;
}
