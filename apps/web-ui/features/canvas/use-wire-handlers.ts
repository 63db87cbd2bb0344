'use client';
import type { Connection, Edge, FinalConnectionState } from '@xyflow/react';
import { useMemo } from 'react';
import { toast } from 'sonner';
import { useCanvas } from './model/canvas-context';
import { firstFittingPort, portOf, refusalOf } from './model/connection-rule';
import type { LooseWire, Point } from './model/editor';
import { endsOf, looseWire, toEnds } from './wires';

/** Wires: which may be drawn, and what comes of one that ends on a port, on a card or on nothing. */
export function useWireHandlers(openQuickAdd: (wire: LooseWire, at: Point) => void) {
  const { store, editor } = useCanvas();
  return useMemo(() => {
    const tryToConnect = (wire: LooseWire, nodeId: string): string | undefined => {
      if (!editor || nodeId === wire.node) return undefined;
      const { flow } = store.getState();
      const kind = flow.nodes.find(({ id }) => id === nodeId)?.kind;
      const descriptor = kind === undefined ? undefined : editor.kinds.get(kind);
      const wirePort = portOf(flow, editor.kinds, wire, wire.side);
      const port =
        descriptor && wirePort && firstFittingPort(descriptor, { side: wire.side, port: wirePort });
      return port
        ? editor.connect(endsOf(wire, nodeId, port.name))
        : 'The node has no port that takes what this wire carries.';
    };
    return {
      onConnect: (connection: Connection) => {
        const ends = toEnds(connection);
        if (ends) editor?.connect(ends);
      },
      isValidConnection: (connection: Connection | Edge) => {
        const ends = toEnds(connection);
        if (!ends || !editor) return false;
        return refusalOf(ends, store.getState().flow, editor.kinds) === undefined;
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        const wire = looseWire(state);
        if (state.isValid || !wire || !editor) return;
        if (state.toHandle) {
          const ends = endsOf(wire, state.toHandle.nodeId, state.toHandle.id ?? '');
          complain(refusalOf(ends, store.getState().flow, editor.kinds));
          return;
        }
        const at = 'changedTouches' in event ? event.changedTouches[0] : event;
        if (!at) return;
        const nodeId = nodeAt(at);
        if (nodeId) complain(tryToConnect(wire, nodeId));
        else openQuickAdd(wire, { x: at.clientX, y: at.clientY });
      },
    };
  }, [store, editor, openQuickAdd]);
}

function complain(refusal: string | undefined): void {
  if (refusal) toast.error('These two do not fit', { description: refusal });
}

function nodeAt({ clientX, clientY }: { clientX: number; clientY: number }): string | null | undefined {
  return document.elementFromPoint(clientX, clientY)?.closest('.react-flow__node')?.getAttribute('data-id');
}
