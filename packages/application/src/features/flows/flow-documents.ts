/**
 * Drafts as shared documents. One document per flow is alive while somebody edits it; an accepted update is
 * saved before it is acknowledged, and saves that come close together share one write.
 */
import * as Y from 'yjs';
import { applyUpdateSafely, createFlowDocument, readFlow, replaceFlow } from '@codexos/flow-document';
import type { Flow } from '@codexos/protocol/flow';
import type { FlowId, WorkspaceId } from '@codexos/protocol/ids';
import type { FlowJoinReply } from '@codexos/protocol/socket-events';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Bus } from '../../cluster/bus.ts';
import type { FlowKey, FlowStore } from './flow-store.ts';

export interface FlowDocumentsOptions {
  store: FlowStore;
  clock: () => number;
  /** Other servers may edit the same drafts. */
  bus: Bus;
}

export interface JoinFlowOptions {
  key: FlowKey;
  /** What the joiner has already. */
  stateVector: Uint8Array | undefined;
  /** Names the joiner, so that its own updates are not sent back to it. */
  origin: string;
  onUpdate: (update: Uint8Array) => void;
}

interface LiveDocument {
  doc: Y.Doc;
  joiners: Set<JoinFlowOptions>;
  saving: Promise<number> | undefined;
  next: Promise<number> | undefined;
}

export type FlowDocuments = ReturnType<typeof createFlowDocuments>;

const SERVER_ORIGIN = 'server';

export function createFlowDocuments({ store, clock, bus }: FlowDocumentsOptions) {
  const live = new Map<string, Promise<LiveDocument>>();

  const load = async (key: FlowKey): Promise<LiveDocument> => {
    const { document } = await store.get(key);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, document, SERVER_ORIGIN);
    const entry: LiveDocument = { doc, joiners: new Set(), saving: undefined, next: undefined };
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      for (const joiner of entry.joiners) if (joiner.origin !== origin) joiner.onUpdate(update);
    });
    return entry;
  };

  const open = async (key: FlowKey): Promise<LiveDocument> => {
    const name = `${key.workspaceId}/${key.flowId}`;
    const known = live.get(name);
    if (known) return known;
    const loading = load(key);
    live.set(name, loading);
    loading.catch(() => live.delete(name));
    return loading;
  };

  const closeIfIdle = async (key: FlowKey): Promise<void> => {
    const name = `${key.workspaceId}/${key.flowId}`;
    const entry = await live.get(name);
    if (!entry || entry.joiners.size > 0 || entry.saving || entry.next) return;
    live.delete(name);
    entry.doc.destroy();
  };

  /** Takes in what another server has saved, and says whether that server lacks something of ours. */
  const absorb = async (key: FlowKey, { doc }: LiveDocument): Promise<boolean> => {
    const { document } = await store.get(key);
    Y.applyUpdate(doc, document, SERVER_ORIGIN);
    const saved = Y.encodeStateVectorFromUpdate(document);
    return [...Y.decodeStateVector(Y.encodeStateVector(doc))].some(
      ([client, length]) => length > (Y.decodeStateVector(saved).get(client) ?? 0),
    );
  };

  const write = async (key: FlowKey, entry: LiveDocument): Promise<number> => {
    if (bus.isShared) await absorb(key, entry);
    const at = clock();
    await store.saveDraft(key, {
      document: Y.encodeStateAsUpdate(entry.doc),
      draft: readFlow(entry.doc),
      at,
    });
    bus.publish('flow', key);
    return at;
  };

  /** Saves what stands now. A save under way may have missed it, so one more is queued behind it, for all who ask. */
  const save = (key: FlowKey, entry: LiveDocument): Promise<number> => {
    if (!entry.saving) {
      entry.saving = write(key, entry).finally(() => (entry.saving = undefined));
      return entry.saving;
    }
    entry.next ??= entry.saving
      .catch(() => 0)
      .then(() => {
        entry.next = undefined;
        return save(key, entry);
      });
    return entry.next;
  };

  bus.subscribe('flow', (message) => {
    // Made by this same module in another process of the same version.
    const key = message as FlowKey;
    const known = live.get(`${key.workspaceId}/${key.flowId}`);
    known
      ?.then(async (entry) => {
        if (await absorb(key, entry)) await save(key, entry);
      })
      // The next save takes it in.
      .catch(() => undefined);
  });

  return {
    /** Creates a flow with this content and returns its key. */
    async create(
      workspaceId: WorkspaceId,
      flow: Flow,
      flowId = createId<FlowId>(),
    ): Promise<FlowKey & { flowId: FlowId }> {
      const key = { workspaceId, flowId };
      const doc = createFlowDocument(flow);
      await store.create({
        ...key,
        name: flow.name,
        description: flow.description,
        document: Y.encodeStateAsUpdate(doc),
        draft: readFlow(doc),
        createdAt: clock(),
      });
      doc.destroy();
      return key;
    },

    /** The draft as it stands this moment, unsaved edits included. */
    async readDraft(key: FlowKey): Promise<Flow> {
      const known = live.get(`${key.workspaceId}/${key.flowId}`);
      return known ? readFlow((await known).doc) : (await store.get(key)).draft;
    },

    /** Makes the draft equal to a flow by the smallest change; people who are editing see it at once. */
    async replace(key: FlowKey, flow: Flow): Promise<void> {
      const entry = await open(key);
      replaceFlow(entry.doc, flow, SERVER_ORIGIN);
      await save(key, entry);
      await closeIfIdle(key);
    },

    async join(options: JoinFlowOptions): Promise<FlowJoinReply & { unsubscribe: () => void }> {
      const entry = await open(options.key);
      entry.joiners.add(options);
      return {
        update: Y.encodeStateAsUpdate(entry.doc, options.stateVector),
        stateVector: Y.encodeStateVector(entry.doc),
        unsubscribe: () => {
          entry.joiners.delete(options);
          void closeIfIdle(options.key);
        },
      };
    },

    /** Takes an update of a client when the flow stays within its rules. Throws FLOW_INVALID with what it would break. */
    async applyUpdate({
      key,
      update,
      origin,
    }: {
      key: FlowKey;
      update: Uint8Array;
      origin: string;
    }): Promise<{ savedAt: number }> {
      const entry = await open(key);
      const result = applyUpdateSafely(entry.doc, update, origin);
      if (!result.ok) {
        await closeIfIdle(key);
        throw new CodexError({
          code: 'FLOW_INVALID',
          message: `The edit was refused: ${result.problems.join(' ')}`,
          hint: 'Undo the edit; what was there before is safe.',
          details: { problems: result.problems },
        });
      }
      return { savedAt: await save(key, entry) };
    },

    /** Waits for saves under way. */
    async flush(key: FlowKey): Promise<void> {
      const entry = await live.get(`${key.workspaceId}/${key.flowId}`);
      await entry?.next;
      await entry?.saving;
    },

    async close(): Promise<void> {
      for (const loading of live.values()) {
        const entry = await loading;
        await entry.next;
        await entry.saving;
      }
    },
  };
}
