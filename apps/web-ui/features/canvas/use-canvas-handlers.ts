'use client';
import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useMemo } from 'react';
import { useCanvas } from './model/canvas-context';
import type { CanvasEdge, CanvasNode } from './model/canvas-node';
import { applyEdgeChangesTo, applyNodeChangesTo, selectedNodeIds, selectNodes } from './model/canvas-store';
import { useContainerHandlers } from './use-container-handlers';
import { useQuickAdd, type CanvasParts } from './use-quick-add';
import { useWireHandlers } from './use-wire-handlers';

/** Turns gestures on the canvas into edits. */
export function useCanvasHandlers(parts: CanvasParts) {
  const { quickAdd, openQuickAdd, closeQuickAdd } = useQuickAdd(parts);
  const nodes = useNodeHandlers(parts);
  const wires = useWireHandlers(openQuickAdd);
  const container = useContainerHandlers(parts, openQuickAdd);
  const flow = useMemo(() => ({ ...nodes, ...wires }), [nodes, wires]);
  return { flow, container, quickAdd, openQuickAdd, closeQuickAdd };
}

/** Selecting, moving and opening nodes. */
function useNodeHandlers({ navigator }: CanvasParts) {
  const { store, editor, openInspector } = useCanvas();
  return useMemo(() => {
    const takeFocus = () => navigator.current?.focus({ preventScroll: true });
    const drop = (nodes: CanvasNode[]) =>
      editor?.move(
        nodes.map(({ id, position: { x, y } }) => ({ id, position: { x: Math.round(x), y: Math.round(y) } })),
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
      onNodeDragStop: (_event: unknown, _node: unknown, nodes: CanvasNode[]) => drop(nodes),
      onSelectionDragStop: (_event: unknown, nodes: CanvasNode[]) => drop(nodes),
      onNodeClick: (_event: unknown, node: CanvasNode) => {
        store.setState({ focusedId: node.id });
        takeFocus();
      },
      // The menu speaks of the selection, so the node under the pointer joins it or becomes it.
      onNodeContextMenu: (_event: unknown, node: CanvasNode) => {
        if (!selectedNodeIds(store.getState()).includes(node.id)) selectNodes(store, [node.id]);
      },
      onNodeDoubleClick: (_event: unknown, node: CanvasNode) => openInspector(node.id),
      onPaneClick: takeFocus,
    };
  }, [store, editor, navigator, openInspector]);
}
