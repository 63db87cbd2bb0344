/**
 * Keeps a flow document in step with the server. Every local edit waits, here and in the browser's storage, until
 * the server has acknowledged it; after a lost connection everything that waits is sent again. Yjs updates may
 * arrive twice or in any order, so sending again does no harm.
 */
import type { FlowJoinReply } from '@codexos/protocol/socket-events';
import * as Y from 'yjs';
import { ApiError } from '@/lib/api/api-error';

export type SyncStatus =
  | { name: 'saved'; at: number | undefined }
  | { name: 'saving' }
  | { name: 'offline' }
  | { name: 'refused'; error: ApiError };

export interface FlowSyncState {
  /** The document holds the flow: the server has sent it. */
  isReady: boolean;
  status: SyncStatus;
  /** Why the flow could not be opened. */
  error: unknown;
}

export interface FlowSyncTransport {
  join: (stateVector: Uint8Array) => Promise<FlowJoinReply>;
  send: (update: Uint8Array) => Promise<{ savedAt: number }>;
  leave: () => void;
  onConnect: (listener: () => void) => () => void;
  onDisconnect: (listener: () => void) => () => void;
  onUpdate: (listener: (update: Uint8Array) => void) => () => void;
}

export interface PendingStorage {
  load: () => Uint8Array | undefined;
  save: (update: Uint8Array | undefined) => void;
}

export interface FlowSync {
  doc: Y.Doc;
  get: () => FlowSyncState;
  subscribe: (listener: () => void) => () => void;
  close: () => void;
}

const REMOTE = Symbol('remote');

export function createFlowSync(transport: FlowSyncTransport, storage: PendingStorage): FlowSync {
  const doc = new Y.Doc();
  const listeners = new Set<() => void>();
  let state: FlowSyncState = { isReady: false, status: { name: 'saved', at: undefined }, error: undefined };
  let pending: Uint8Array[] = [];
  let isSending = false;
  let isJoined = false;
  let isClosed = false;

  const set = (change: Partial<FlowSyncState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const keep = (updates: Uint8Array[]): void => {
    pending = updates;
    storage.save(pending.length === 0 ? undefined : Y.mergeUpdates(pending));
  };

  const send = async (): Promise<void> => {
    if (isSending || !isJoined || pending.length === 0) return;
    const batchSize = pending.length;
    const update = Y.mergeUpdates(pending);
    isSending = true;
    set({ status: { name: 'saving' } });
    try {
      const { savedAt } = await transport.send(update);
      keep(pending.slice(batchSize));
      set({ status: { name: 'saved', at: savedAt } });
      isSending = false;
      await send();
    } catch (error) {
      isSending = false;
      // What was refused stays pending: it goes out again with the edit that mends it.
      const isRefusal = error instanceof ApiError && error.wire.code !== 'UNAVAILABLE';
      set({ status: isRefusal ? { name: 'refused', error } : { name: 'offline' } });
    }
  };

  const join = async (): Promise<void> => {
    try {
      const reply = await transport.join(Y.encodeStateVector(doc));
      if (isClosed) return;
      Y.applyUpdate(doc, reply.update, REMOTE);
      isJoined = true;
      if (pending.length > 0 || isAhead(doc, reply.stateVector)) {
        keep([Y.encodeStateAsUpdate(doc, reply.stateVector)]);
      } else if (state.status.name === 'offline') {
        set({ status: { name: 'saved', at: undefined } });
      }
      set({ isReady: true, error: undefined });
      await send();
    } catch (error) {
      if (!isClosed) set({ error });
    }
  };

  const waiting = storage.load();
  if (waiting) {
    pending = [waiting];
    Y.applyUpdate(doc, waiting, REMOTE);
  }
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === REMOTE) return;
    keep([...pending, update]);
    if (isJoined) void send();
    else set({ status: { name: 'offline' } });
  });
  const stops = [
    transport.onUpdate((update) => Y.applyUpdate(doc, update, REMOTE)),
    transport.onDisconnect(() => {
      isJoined = false;
      set({ status: { name: 'offline' } });
    }),
    transport.onConnect(() => void join()),
  ];

  return {
    doc,
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      isClosed = true;
      for (const stop of stops) stop();
      transport.leave();
      doc.destroy();
    },
  };
}

/** Whether the document has inserts that the server's state vector does not know. */
function isAhead(doc: Y.Doc, serverVector: Uint8Array): boolean {
  const known = Y.decodeStateVector(serverVector);
  const own = Y.decodeStateVector(Y.encodeStateVector(doc));
  return [...own].some(([client, clock]) => clock > (known.get(client) ?? 0));
}
