'use client';
import { flowIdSchema } from '@codexos/protocol/ids';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import { createFlowSync, type FlowSync, type FlowSyncState, type FlowSyncTransport } from './flow-sync';
import { pendingUpdates } from './pending-updates';
import { getSocket, socketRequest } from './socket';

const OPENING: FlowSyncState = {
  isReady: false,
  status: { name: 'saved', at: undefined },
  error: undefined,
};

export interface FlowDocument extends FlowSyncState {
  /** Undefined until the component is on the page. */
  doc: Y.Doc | undefined;
}

/** The shared document of a flow, in step with the server for as long as the component is on the page. */
export function useFlowDocument(flowId: string): FlowDocument {
  const [sync, setSync] = useState<FlowSync>();
  useEffect(() => {
    const created = createFlowSync(transportOf(flowId), pendingUpdates(flowId));
    setSync(created);
    return () => {
      created.close();
      setSync(undefined);
    };
  }, [flowId]);
  const state = useSyncExternalStore(
    sync?.subscribe ?? noSubscription,
    sync?.get ?? (() => OPENING),
    () => OPENING,
  );
  return { ...state, doc: sync?.doc };
}

const noSubscription = () => () => undefined;

function transportOf(id: string): FlowSyncTransport {
  const socket = getSocket();
  const flowId = flowIdSchema.parse(id);
  return {
    join: async (stateVector) => {
      const reply = await socketRequest(socket, 'flow-join', {
        flowId,
        stateVector: new Uint8Array(stateVector),
      });
      return { update: toBytes(reply.update), stateVector: toBytes(reply.stateVector) };
    },
    send: (update) => socketRequest(socket, 'flow-update', { flowId, update: new Uint8Array(update) }),
    leave: () => socket.emit('flow-leave', { flowId }),
    onConnect: (listener) => {
      socket.on('connect', listener);
      if (socket.connected) listener();
      return () => socket.off('connect', listener);
    },
    onDisconnect: (listener) => {
      socket.on('disconnect', listener);
      return () => socket.off('disconnect', listener);
    },
    onUpdate: (listener) => {
      const onChange = (change: { flowId: string; update: Uint8Array }) => {
        if (change.flowId === flowId) listener(toBytes(change.update));
      };
      socket.on('flow-update', onChange);
      return () => socket.off('flow-update', onChange);
    },
  };
}

/** socket.io hands binary over as an ArrayBuffer in a browser. */
function toBytes(binary: Uint8Array | ArrayBuffer): Uint8Array {
  return binary instanceof Uint8Array ? binary : new Uint8Array(binary);
}
