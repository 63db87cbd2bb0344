import { createFlowDocument, readFlow, renameNode } from '@codexos/flow-document';
import { flowSchema } from '@codexos/protocol/flow';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { ApiError } from '@/lib/api/api-error';
import { createFlowSync, type FlowSyncTransport } from './flow-sync';

const flow = flowSchema.parse({ name: 'F', nodes: [{ id: 'a', kind: 'input' }], edges: [] });

/** A server that keeps one document, can be away, and can refuse. */
function harness() {
  const server = createFlowDocument(flow);
  const state = {
    isAway: false,
    refusal: undefined as string | undefined,
    stored: undefined as Uint8Array | undefined,
  };
  const listeners: { connect?: () => void; disconnect?: () => void; update?: (update: Uint8Array) => void } =
    {};
  const transport: FlowSyncTransport = {
    join: async (vector) => ({
      update: Y.encodeStateAsUpdate(server, vector),
      stateVector: Y.encodeStateVector(server),
    }),
    send: async (update) => {
      if (state.isAway) throw new ApiError({ code: 'UNAVAILABLE', title: '', message: '' }, 0);
      if (state.refusal) throw new ApiError({ code: 'FLOW_INVALID', title: '', message: state.refusal }, 0);
      Y.applyUpdate(server, update);
      return { savedAt: 7 };
    },
    leave: () => undefined,
    onConnect: (listener) => {
      listeners.connect = listener;
      return () => undefined;
    },
    onDisconnect: (listener) => {
      listeners.disconnect = listener;
      return () => undefined;
    },
    onUpdate: (listener) => {
      listeners.update = listener;
      return () => undefined;
    },
  };
  const storage = {
    load: () => state.stored,
    save: (update: Uint8Array | undefined) => {
      state.stored = update;
    },
  };
  return { server, state, listeners, open: () => createFlowSync(transport, storage) };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

it('loads the flow, sends edits and says when they are saved', async () => {
  const { server, state, listeners, open } = harness();
  const sync = open();
  listeners.connect?.();
  await settle();
  expect(sync.get().isReady).toBe(true);
  renameNode(sync.doc, 'a', 'mine', 'me');
  await settle();
  expect(readFlow(server).nodes[0]?.label).toBe('mine');
  expect(sync.get().status).toEqual({ name: 'saved', at: 7 });
  expect(state.stored).toBeUndefined();
});

it('takes in what others do', async () => {
  const { server, listeners, open } = harness();
  const sync = open();
  listeners.connect?.();
  await settle();
  server.on('update', (update: Uint8Array) => listeners.update?.(update));
  renameNode(server, 'a', 'theirs', 'they');
  expect(readFlow(sync.doc).nodes[0]?.label).toBe('theirs');
});

it('keeps edits made offline, deletions too, and sends them on return', async () => {
  const { server, state, listeners, open } = harness();
  const sync = open();
  listeners.connect?.();
  await settle();
  state.isAway = true;
  listeners.disconnect?.();
  renameNode(sync.doc, 'a', 'first', 'me');
  renameNode(sync.doc, 'a', '', 'me');
  await settle();
  expect(sync.get().status.name).toBe('offline');
  expect(state.stored).toBeDefined();
  state.isAway = false;
  listeners.connect?.();
  await settle();
  expect(readFlow(server)).toEqual(readFlow(sync.doc));
  expect(state.stored).toBeUndefined();
});

it('sends what a closed page left behind', async () => {
  const { server, state, listeners, open } = harness();
  const first = open();
  listeners.connect?.();
  await settle();
  listeners.disconnect?.();
  renameNode(first.doc, 'a', 'kept', 'me');
  const left = state.stored;
  first.close();
  state.stored = left;
  open();
  listeners.connect?.();
  await settle();
  expect(readFlow(server).nodes[0]?.label).toBe('kept');
});

it('sends a refused edit again with the one that mends it', async () => {
  const { server, state, listeners, open } = harness();
  const sync = open();
  listeners.connect?.();
  await settle();
  state.refusal = 'too long';
  renameNode(sync.doc, 'a', 'bad', 'me');
  await settle();
  expect(sync.get().status.name).toBe('refused');
  state.refusal = undefined;
  renameNode(sync.doc, 'a', 'good', 'me');
  await settle();
  expect(readFlow(server).nodes[0]?.label).toBe('good');
});
