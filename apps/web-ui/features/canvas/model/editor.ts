/** Everything a person can do to a flow on the canvas, as functions over the shared document. */
import {
  addNode,
  connect,
  copyFragment,
  createFlowReader,
  createUndoScope,
  disconnect,
  moveNodes,
  pasteFragment,
  removeNodes,
  type FlowFragment,
  type NodeMove,
  type UndoScope,
} from '@codexos/flow-document';
import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import type { FlowEdge } from '@codexos/protocol/flow';
import type * as Y from 'yjs';
import { selectedNodeIds, selectNodes, setFlow, type CanvasStore } from './canvas-store';
import { firstFittingPort, portOf, refusalOf, type Ends } from './connection-rule';
import { CARD_WIDTH, cardHeight } from './geometry';
import { descriptorOf } from './descriptor-of';

export interface Point {
  x: number;
  y: number;
}

/** A wire that was dropped in empty space: the end it hangs on. */
export interface LooseWire {
  side: 'out' | 'in';
  node: string;
  port: string;
}

export interface Editor {
  doc: Y.Doc;
  undo: UndoScope;
  kinds: ReadonlyMap<string, NodeDescriptor>;
  /** Runs an edit as a step of its own; edits with the same `merge` key that follow each other are one step. */
  edit: (change: (doc: Y.Doc, origin: unknown) => void, merge?: string) => void;
  add: (kind: string, at: Point, wire?: LooseWire) => string | undefined;
  connect: (ends: Ends) => string | undefined;
  move: (moves: readonly NodeMove[]) => void;
  removeSelection: () => void;
  copySelection: () => FlowFragment | undefined;
  paste: (fragment: Pick<FlowFragment, 'nodes' | 'edges'>, at?: Point) => void;
  destroy: () => void;
}

export function createEditor(
  doc: Y.Doc,
  store: CanvasStore,
  kinds: ReadonlyMap<string, NodeDescriptor>,
): Editor {
  const origin = Symbol('editor');
  const undo = createUndoScope(doc, [origin]);
  const reader = createFlowReader(doc);
  let lastMerge: string | undefined;

  const show = (): void => {
    const { flow } = reader.read();
    if (flow !== store.getState().flow) setFlow(store, flow, kinds);
  };
  show();
  doc.on('afterTransaction', show);

  const edit: Editor['edit'] = (change, merge) => {
    if (merge === undefined || merge !== lastMerge) undo.separate();
    lastMerge = merge;
    change(doc, origin);
  };

  const add: Editor['add'] = (kind, at, wire) => {
    const descriptor = kinds.get(kind);
    if (!descriptor) return undefined;
    let id: string | undefined;
    edit(() => {
      doc.transact(() => {
        id = addNode(doc, { kind, position: at, config: descriptor.defaultConfig }, origin);
        if (wire) connectWire(wire, id, descriptor);
      }, origin);
    });
    if (id !== undefined) selectNodes(store, [id]);
    return id;
  };

  const connectWire = (wire: LooseWire, id: string, descriptor: NodeDescriptor): void => {
    const { flow } = store.getState();
    const wirePort = portOf(flow, kinds, wire, wire.side);
    const port = wirePort && firstFittingPort(descriptor, { side: wire.side, port: wirePort });
    if (!port) return;
    const own = { node: id, port: port.name };
    const other = { node: wire.node, port: wire.port };
    connect(doc, toEnds(wire.side === 'out' ? { from: other, to: own } : { from: own, to: other }), origin);
  };

  return {
    doc,
    undo,
    kinds,
    edit,
    add,
    connect(ends) {
      const refusal = refusalOf(ends, store.getState().flow, kinds);
      if (refusal === undefined) edit(() => void connect(doc, toEnds(ends), origin));
      return refusal;
    },
    move: (moves) => edit(() => moveNodes(doc, moves, origin)),
    removeSelection() {
      const { nodes, edges } = store.getState();
      const nodeIds = selectedNodeIds({ nodes });
      const edgeIds = edges.filter(({ selected }) => selected).map(({ id }) => id);
      if (nodeIds.length + edgeIds.length === 0) return;
      edit(() =>
        doc.transact(() => {
          disconnect(doc, edgeIds, origin);
          removeNodes(doc, nodeIds, origin);
        }, origin),
      );
    },
    copySelection() {
      const ids = new Set(selectedNodeIds(store.getState()));
      return ids.size === 0 ? undefined : copyFragment(store.getState().flow, ids);
    },
    paste(fragment, at) {
      const offset = at ? offsetTo(fragment, at, kinds) : { x: 32, y: 32 };
      let ids: string[] = [];
      edit(() => {
        ids = pasteFragment(doc, fragment, { offset }, origin);
      });
      selectNodes(store, ids);
    },
    destroy() {
      doc.off('afterTransaction', show);
      reader.destroy();
      undo.destroy();
    },
  };
}

/** Moves the middle of what is pasted to a point. */
function offsetTo(
  { nodes }: Pick<FlowFragment, 'nodes'>,
  at: Point,
  kinds: ReadonlyMap<string, NodeDescriptor>,
): Point {
  const left = Math.min(...nodes.map(({ position }) => position.x));
  const top = Math.min(...nodes.map(({ position }) => position.y));
  const right = Math.max(...nodes.map(({ position }) => position.x + CARD_WIDTH));
  const bottom = Math.max(...nodes.map((node) => node.position.y + cardHeight(descriptorOf(node, kinds))));
  return { x: Math.round(at.x - (left + right) / 2), y: Math.round(at.y - (top + bottom) / 2) };
}

/** Ids on the canvas come from the document itself, so they are node ids. */
function toEnds(ends: Ends): Pick<FlowEdge, 'from' | 'to'> {
  return ends as Pick<FlowEdge, 'from' | 'to'>;
}
