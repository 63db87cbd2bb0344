import type { Flow } from '@codexos/protocol/flow';
import * as Y from 'yjs';
import { toEdgeEntry, toNodeEntry } from './entry-codec.ts';
import { flowMaps } from './layout.ts';

/**
 * A new document that holds a flow. Only the one owner of a flow (the server) may make it: two documents made
 * from the same flow are strangers to each other and must never be merged.
 */
export function createFlowDocument(flow: Flow): Y.Doc {
  const doc = new Y.Doc();
  const { meta, settings, nodes, edges } = flowMaps(doc);
  doc.transact(() => {
    meta.set('schemaVersion', flow.schemaVersion);
    meta.set('name', flow.name);
    meta.set('description', flow.description);
    for (const [name, value] of Object.entries(flow.settings)) settings.set(name, value);
    flow.nodes.forEach((node, index) => nodes.set(node.id, toNodeEntry(node, index)));
    flow.edges.forEach((edge, index) => edges.set(edge.id, toEdgeEntry(edge, index)));
  });
  return doc;
}
