/** Edits of a flow document. Each is one transaction with an origin, which undo and sync go by. */
import {
  ERROR_PORT,
  type FailurePolicy,
  type FlowEdge,
  type FlowNode,
  type FlowSettings,
  type NodePin,
  type RetryPolicy,
} from '@codexos/protocol/flow';
import type { JsonValue } from '@codexos/protocol/json';
import * as Y from 'yjs';
import { createEdgeId, createNodeId } from './create-id.ts';
import { toEdgeEntry, toNodeEntry } from './entry-codec.ts';
import { flowMaps, nextOrder, type Entry } from './layout.ts';

/** Who makes an edit: any value compared by identity. */
export type EditOrigin = unknown;

export type NewNode = Pick<FlowNode, 'kind' | 'position'> &
  Partial<Pick<FlowNode, 'id' | 'config' | 'label' | 'retry' | 'timeoutMs' | 'onFailure'>>;

/** Adds a node and returns its id. */
export function addNode(doc: Y.Doc, node: NewNode, origin: EditOrigin): FlowNode['id'] {
  const { nodes } = flowMaps(doc);
  const id = node.id ?? createNodeId(node.kind, (candidate) => nodes.has(candidate));
  doc.transact(() => nodes.set(id, toNodeEntry({ config: {}, ...node, id }, nextOrder(nodes))), origin);
  return id;
}

export interface NodeMove {
  id: string;
  position: FlowNode['position'];
}

export function moveNodes(doc: Y.Doc, moves: readonly NodeMove[], origin: EditOrigin): void {
  doc.transact(() => {
    for (const { id, position } of moves)
      setIfChanged(nodeEntry(doc, id), 'position', { x: position.x, y: position.y });
  }, origin);
}

/** Sets the named settings of a node; `undefined` removes one. */
export function updateNodeConfig(
  doc: Y.Doc,
  nodeId: string,
  changes: Readonly<Record<string, JsonValue | undefined>>,
  origin: EditOrigin,
): void {
  doc.transact(() => {
    const config = nodeEntry(doc, nodeId)?.get('config');
    if (!(config instanceof Y.Map)) return;
    for (const [name, value] of Object.entries(changes)) setIfChanged(config, name, value);
  }, origin);
}

/** What becomes of the ports of one side of a node: new names by old ones, and names of those that are gone. */
export interface PortChange {
  renamed: ReadonlyMap<string, string>;
  gone: ReadonlySet<string>;
}

export interface NodePortsChange {
  config: Readonly<Record<string, JsonValue | undefined>>;
  in: PortChange;
  out: PortChange;
}

/** Sets settings that list ports. Edges follow a port that is renamed, and go with one that is gone. */
export function updateNodePorts(
  doc: Y.Doc,
  nodeId: string,
  change: NodePortsChange,
  origin: EditOrigin,
): void {
  doc.transact(() => {
    updateNodeConfig(doc, nodeId, change.config, origin);
    followPorts(doc, { nodeId, side: 'from', change: change.out });
    followPorts(doc, { nodeId, side: 'to', change: change.in });
  }, origin);
}

function followPorts(
  doc: Y.Doc,
  { nodeId, side, change }: { nodeId: string; side: 'from' | 'to'; change: PortChange },
): void {
  const { edges } = flowMaps(doc);
  for (const [id, entry] of edges) {
    const { node, port } = entry.get(side) as FlowEdge['from'];
    if (node !== nodeId) continue;
    const renamed = change.renamed.get(port);
    if (renamed !== undefined) entry.set(side, { node, port: renamed });
    else if (change.gone.has(port)) edges.delete(id);
  }
}

/** An empty label gives the node the label of its kind. */
export function renameNode(doc: Y.Doc, nodeId: string, label: string, origin: EditOrigin): void {
  doc.transact(() => setIfChanged(nodeEntry(doc, nodeId), 'label', label === '' ? undefined : label), origin);
}

export function setNodeRetry(
  doc: Y.Doc,
  nodeId: string,
  retry: RetryPolicy | undefined,
  origin: EditOrigin,
): void {
  doc.transact(() => setIfChanged(nodeEntry(doc, nodeId), 'retry', retry), origin);
}

export function setNodeTimeout(
  doc: Y.Doc,
  nodeId: string,
  timeoutMs: number | undefined,
  origin: EditOrigin,
): void {
  doc.transact(() => setIfChanged(nodeEntry(doc, nodeId), 'timeoutMs', timeoutMs), origin);
}

/** Pins outputs on a node, or takes them off. */
export function setNodePin(doc: Y.Doc, nodeId: string, pin: NodePin | undefined, origin: EditOrigin): void {
  doc.transact(() => setIfChanged(nodeEntry(doc, nodeId), 'pin', pin), origin);
}

/** Edges at the out-port for errors go with it when the failure is no longer a branch. */
export function setNodeFailure(
  doc: Y.Doc,
  nodeId: string,
  onFailure: FailurePolicy | undefined,
  origin: EditOrigin,
): void {
  const { edges } = flowMaps(doc);
  doc.transact(() => {
    setIfChanged(nodeEntry(doc, nodeId), 'onFailure', onFailure);
    if (onFailure?.type === 'branch') return;
    for (const [id, entry] of edges)
      if (isEnd(entry.get('from'), { node: nodeId as FlowNode['id'], port: ERROR_PORT })) edges.delete(id);
  }, origin);
}

/** Removes nodes and every edge that touches one of them. */
export function removeNodes(doc: Y.Doc, nodeIds: readonly string[], origin: EditOrigin): void {
  const { nodes, edges } = flowMaps(doc);
  const gone = new Set(nodeIds);
  doc.transact(() => {
    for (const [id, entry] of edges) if (touches(entry, gone)) edges.delete(id);
    for (const id of gone) nodes.delete(id);
  }, origin);
}

/** Draws an edge and returns its id; the one that is there already when both ends are the same. */
export function connect(doc: Y.Doc, ends: Pick<FlowEdge, 'from' | 'to'>, origin: EditOrigin): string {
  const { edges } = flowMaps(doc);
  for (const [id, entry] of edges) {
    if (isEnd(entry.get('from'), ends.from) && isEnd(entry.get('to'), ends.to)) return id;
  }
  const id = createEdgeId(ends);
  doc.transact(() => edges.set(id, toEdgeEntry({ id, ...ends }, nextOrder(edges))), origin);
  return id;
}

export function disconnect(doc: Y.Doc, edgeIds: readonly string[], origin: EditOrigin): void {
  const { edges } = flowMaps(doc);
  doc.transact(() => {
    for (const id of edgeIds) edges.delete(id);
  }, origin);
}

/** Changes name or description of the flow. */
export function renameFlow(
  doc: Y.Doc,
  { name, description }: { name?: string | undefined; description?: string | undefined },
  origin: EditOrigin,
): void {
  const { meta } = flowMaps(doc);
  doc.transact(() => {
    if (name !== undefined) setIfChanged(meta, 'name', name);
    if (description !== undefined) setIfChanged(meta, 'description', description);
  }, origin);
}

export function updateFlowSettings(doc: Y.Doc, changes: Partial<FlowSettings>, origin: EditOrigin): void {
  const { settings } = flowMaps(doc);
  doc.transact(() => {
    for (const [name, value] of Object.entries(changes)) setIfChanged(settings, name, value);
  }, origin);
}

/** Writes only what differs, so that nothing is sent, and nothing of another editor overwritten, in vain. */
export function setIfChanged(map: Y.Map<unknown> | undefined, key: string, value: unknown): void {
  if (!map) return;
  if (value === undefined) {
    if (map.has(key)) map.delete(key);
    return;
  }
  if (!map.has(key) || !isSameJson(map.get(key), value)) map.set(key, value);
}

function isSameJson(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftEntries = Object.entries(left);
  if (leftEntries.length !== Object.keys(right).length) return false;
  return leftEntries.every(
    ([key, value]) => Object.hasOwn(right, key) && isSameJson(value, (right as Record<string, unknown>)[key]),
  );
}

function nodeEntry(doc: Y.Doc, id: string): Entry | undefined {
  return flowMaps(doc).nodes.get(id);
}

function touches(entry: Entry, nodeIds: ReadonlySet<string>): boolean {
  return [entry.get('from'), entry.get('to')].some((end) => nodeIds.has((end as { node: string }).node));
}

function isEnd(value: unknown, end: FlowEdge['from']): boolean {
  return isSameJson(value, { node: end.node, port: end.port });
}
