import { flowSchema, type Flow } from '@codexos/protocol/flow';
import type * as Y from 'yjs';
import { fromEdgeEntry, fromNodeEntry } from './entry-codec.ts';
import { flowMaps, orderedEntries } from './layout.ts';

/** The flow that a document holds, validated. Throws a ZodError when it holds none. */
export function readFlow(doc: Y.Doc): Flow {
  return flowSchema.parse(readRawFlow(doc));
}

/** The same without validation. */
function readRawFlow(doc: Y.Doc): Record<string, unknown> {
  const { meta, settings, nodes, edges } = flowMaps(doc);
  return {
    ...Object.fromEntries(meta.entries()),
    settings: Object.fromEntries(settings.entries()),
    nodes: orderedEntries(nodes).map(([id, entry]) => fromNodeEntry(id, entry)),
    edges: orderedEntries(edges).map(([id, entry]) => fromEdgeEntry(id, entry)),
  };
}
