import type { Flow, FlowNode } from '@codexos/protocol/flow';
import * as Y from 'yjs';
import { setIfChanged, type EditOrigin } from './edit.ts';
import { toEdgeEntry, toNodeEntry } from './entry-codec.ts';
import { flowMaps, type Entry } from './layout.ts';

/** Makes the document equal to a flow by the smallest change, so that editors at work keep what they did elsewhere. */
export function replaceFlow(doc: Y.Doc, flow: Flow, origin: EditOrigin): void {
  const { meta, settings, nodes, edges } = flowMaps(doc);
  doc.transact(() => {
    setIfChanged(meta, 'schemaVersion', flow.schemaVersion);
    setIfChanged(meta, 'name', flow.name);
    setIfChanged(meta, 'description', flow.description);
    setAll(settings, flow.settings);
    replaceEntries(nodes, flow.nodes, toNodeEntry, applyNode);
    replaceEntries(edges, flow.edges, toEdgeEntry, (entry, edge) => {
      setIfChanged(entry, 'from', { node: edge.from.node, port: edge.from.port });
      setIfChanged(entry, 'to', { node: edge.to.node, port: edge.to.port });
    });
  }, origin);
}

function replaceEntries<TItem extends { id: string }>(
  entries: Y.Map<Entry>,
  items: readonly TItem[],
  create: (item: TItem, order: number) => Entry,
  apply: (entry: Entry, item: TItem) => void,
): void {
  const wanted = new Set(items.map(({ id }) => id));
  for (const id of [...entries.keys()]) if (!wanted.has(id)) entries.delete(id);
  items.forEach((item, order) => {
    const entry = entries.get(item.id);
    if (!entry) {
      entries.set(item.id, create(item, order));
      return;
    }
    setIfChanged(entry, 'order', order);
    apply(entry, item);
  });
}

function applyNode(entry: Entry, node: FlowNode): void {
  setIfChanged(entry, 'kind', node.kind);
  setIfChanged(entry, 'position', { x: node.position.x, y: node.position.y });
  setIfChanged(entry, 'label', node.label);
  setIfChanged(entry, 'retry', node.retry);
  setIfChanged(entry, 'timeoutMs', node.timeoutMs);
  setIfChanged(entry, 'onFailure', node.onFailure);
  setIfChanged(entry, 'pin', node.pin);
  const config = entry.get('config');
  if (config instanceof Y.Map) setAll(config, node.config);
  else entry.set('config', new Y.Map(Object.entries(node.config)));
}

function setAll(map: Y.Map<unknown>, values: Readonly<Record<string, unknown>>): void {
  for (const key of [...map.keys()]) if (!Object.hasOwn(values, key)) map.delete(key);
  for (const [key, value] of Object.entries(values)) setIfChanged(map, key, value);
}
