'use client';
import {
  useReactFlow,
  type Connection,
  type Edge,
  type EdgeChange,
  type FinalConnectionState,
  type NodeChange,
} from '@xyflow/react';
import { useCallback, useMemo, useState, type DragEvent, type KeyboardEvent, type RefObject } from 'react';
import { toast } from 'sonner';
import { useCanvas } from './model/canvas-context';
import type { CanvasEdge, CanvasNode } from './model/canvas-node';
import { applyEdgeChangesTo, applyNodeChangesTo } from './model/canvas-store';
import { firstFittingPort, portOf, refusalOf, type Ends } from './model/connection-rule';
import type { LooseWire, Point } from './model/editor';
import { CARD_WIDTH } from './model/geometry';
import { DRAG_TYPE } from './palette-item';
import type { QuickAddRequest } from './quick-add';

interface Parts {
  container: RefObject<HTMLDivElement | null>;
  navigator: RefObject<HTMLDivElement | null>;
  pointer: RefObject<Point | undefined>;
}

/** Turns gestures on the canvas into edits. */
export function useCanvasHandlers({ container, navigator, pointer }: Parts) {
  const { store, editor, openInspector } = useCanvas();
  const { screenToFlowPosition } = useReactFlow();
  const [quickAdd, setQuickAdd] = useState<QuickAddRequest>();

  const openQuickAdd = useCallback(
    (wire?: LooseWire, at?: Point) => {
      const box = container.current?.getBoundingClientRect();
      if (!box) return;
      const screen = at ?? pointer.current ?? { x: box.left + box.width / 2, y: box.top + box.height / 3 };
      const position = screenToFlowPosition(screen);
      setQuickAdd({
        left: screen.x - box.left,
        top: screen.y - box.top,
        position: wire
          ? { x: wire.side === 'out' ? position.x : position.x - CARD_WIDTH, y: position.y - 40 }
          : position,
        wire,
      });
    },
    [container, pointer, screenToFlowPosition],
  );

  const flow = useMemo(() => {
    const takeFocus = () => navigator.current?.focus({ preventScroll: true });
    const drop = (_event: unknown, _node: unknown, nodes: CanvasNode[]) =>
      editor?.move(
        nodes.map(({ id, position }) => ({
          id,
          position: { x: Math.round(position.x), y: Math.round(position.y) },
        })),
      );
    return {
      onNodesChange: (changes: NodeChange<CanvasNode>[]) =>
        applyNodeChangesTo(
          store,
          changes.filter(({ type }) => type === 'select' || type === 'position'),
        ),
      onEdgesChange: (changes: EdgeChange<CanvasEdge>[]) =>
        applyEdgeChangesTo(
          store,
          changes.filter(({ type }) => type === 'select'),
        ),
      onNodeDragStop: drop,
      onSelectionDragStop: (event: unknown, nodes: CanvasNode[]) => drop(event, undefined, nodes),
      onNodeClick: (_event: unknown, node: CanvasNode) => {
        store.setState({ focusedId: node.id });
        takeFocus();
      },
      onNodeDoubleClick: (_event: unknown, node: CanvasNode) => openInspector(node.id),
      onPaneClick: takeFocus,
      onConnect: (connection: Connection) => {
        const ends = toEnds(connection);
        if (ends) editor?.connect(ends);
      },
      isValidConnection: (connection: Connection | Edge) => {
        const ends = toEnds(connection);
        return (
          ends !== undefined &&
          editor !== undefined &&
          refusalOf(ends, store.getState().flow, editor.kinds) === undefined
        );
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        const wire = looseWire(state);
        if (state.isValid || !wire || !editor) return;
        if (state.toHandle) {
          const refusal = refusalOf(
            endsOf(wire, state.toHandle.nodeId, state.toHandle.id ?? ''),
            store.getState().flow,
            editor.kinds,
          );
          if (refusal) toast.error('These two do not fit', { description: refusal });
          return;
        }
        const at = 'changedTouches' in event ? event.changedTouches[0] : event;
        if (!at) return;
        const overNode = document
          .elementFromPoint(at.clientX, at.clientY)
          ?.closest('.react-flow__node')
          ?.getAttribute('data-id');
        if (!overNode) openQuickAdd(wire, { x: at.clientX, y: at.clientY });
        else connectToNode(wire, overNode);
      },
    };

    function connectToNode(wire: LooseWire, nodeId: string): void {
      if (!editor || nodeId === wire.node) return;
      const { flow: current } = store.getState();
      const kind = current.nodes.find(({ id }) => id === nodeId)?.kind;
      const descriptor = kind === undefined ? undefined : editor.kinds.get(kind);
      const wirePort = portOf(current, editor.kinds, wire, wire.side);
      const port =
        descriptor && wirePort && firstFittingPort(descriptor, { side: wire.side, port: wirePort });
      const refusal = port
        ? editor.connect(endsOf(wire, nodeId, port.name))
        : 'The node has no port that takes what this wire carries.';
      if (refusal) toast.error('These two do not fit', { description: refusal });
    }
  }, [store, editor, navigator, openInspector, openQuickAdd]);

  const containerHandlers = useMemo(
    () => ({
      onDragOver: (event: DragEvent) => {
        if (!editor || !event.dataTransfer.types.includes(DRAG_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDrop: (event: DragEvent) => {
        const kind = event.dataTransfer.getData(DRAG_TYPE);
        if (!editor || kind === '') return;
        event.preventDefault();
        const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        editor.add(kind, { x: Math.round(at.x - CARD_WIDTH / 2), y: Math.round(at.y - 24) });
        navigator.current?.focus({ preventScroll: true });
      },
      // Tab adds at the cursor only for a hand on the mouse; who walks by keyboard must be able to walk on.
      onKeyDown: (event: KeyboardEvent) => {
        const isWalking = navigator.current?.matches(':focus-visible');
        if (event.key !== 'Tab' || event.shiftKey || isWalking || !editor || !pointer.current) return;
        if (event.target !== navigator.current) return;
        event.preventDefault();
        openQuickAdd();
      },
    }),
    [editor, navigator, pointer, openQuickAdd, screenToFlowPosition],
  );

  const closeQuickAdd = useCallback(() => {
    setQuickAdd(undefined);
    navigator.current?.focus({ preventScroll: true });
  }, [navigator]);
  return { flow, container: containerHandlers, quickAdd, openQuickAdd, closeQuickAdd };
}

function toEnds({ source, sourceHandle, target, targetHandle }: Connection | Edge): Ends | undefined {
  if (!sourceHandle || !targetHandle) return undefined;
  return { from: { node: source, port: sourceHandle }, to: { node: target, port: targetHandle } };
}

function looseWire({ fromHandle }: FinalConnectionState): LooseWire | undefined {
  if (!fromHandle?.id) return undefined;
  return { side: fromHandle.type === 'source' ? 'out' : 'in', node: fromHandle.nodeId, port: fromHandle.id };
}

function endsOf(wire: LooseWire, node: string, port: string): Ends {
  const own = { node: wire.node, port: wire.port };
  return wire.side === 'out' ? { from: own, to: { node, port } } : { from: { node, port }, to: own };
}
