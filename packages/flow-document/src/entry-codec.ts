/** One node or edge, from plain data into the document and back. */
import type { FlowEdge, FlowNode } from '@codexos/protocol/flow';
import * as Y from 'yjs';
import type { Entry } from './layout.ts';

export function toNodeEntry(node: FlowNode, order: number): Entry {
  const entry: Entry = new Y.Map();
  entry.set('kind', node.kind);
  entry.set('position', { x: node.position.x, y: node.position.y });
  entry.set('order', order);
  entry.set('config', new Y.Map(Object.entries(node.config)));
  if (node.label !== undefined) entry.set('label', node.label);
  if (node.retry !== undefined) entry.set('retry', node.retry);
  if (node.timeoutMs !== undefined) entry.set('timeoutMs', node.timeoutMs);
  if (node.onFailure !== undefined) entry.set('onFailure', node.onFailure);
  if (node.pin !== undefined) entry.set('pin', node.pin);
  return entry;
}

export function toEdgeEntry(edge: FlowEdge, order: number): Entry {
  const entry: Entry = new Y.Map();
  entry.set('from', { node: edge.from.node, port: edge.from.port });
  entry.set('to', { node: edge.to.node, port: edge.to.port });
  entry.set('order', order);
  return entry;
}

/** What an entry holds, not yet validated: a document may come from anyone. */
export function fromNodeEntry(id: string, entry: unknown): Record<string, unknown> {
  if (!(entry instanceof Y.Map)) return { id };
  const config: unknown = entry.get('config');
  const { order: _order, ...plain } = Object.fromEntries(entry.entries());
  return { ...plain, id, config: config instanceof Y.Map ? Object.fromEntries(config.entries()) : null };
}

export function fromEdgeEntry(id: string, entry: unknown): Record<string, unknown> {
  if (!(entry instanceof Y.Map)) return { id };
  return { id, from: entry.get('from'), to: entry.get('to') };
}
