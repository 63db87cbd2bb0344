/**
 * How a flow lies in a Yjs document: four maps at the root. `nodes` and `edges` hold one Y.Map for each node and
 * edge by id, so that two people change two nodes (or two settings of one node) without touching each other.
 */
import * as Y from 'yjs';

export const ROOT_NAMES = ['meta', 'settings', 'nodes', 'edges'] as const;

/** A node or an edge in the document. */
export type Entry = Y.Map<unknown>;

export interface FlowMaps {
  /** `schemaVersion`, `name`, `description`. */
  meta: Y.Map<unknown>;
  /** One key for each setting. */
  settings: Y.Map<unknown>;
  /** `kind`, `label`, `position`, `retry`, `timeoutMs`, `onFailure`, `order` and `config`, a Y.Map with one key for each setting. */
  nodes: Y.Map<Entry>;
  /** `from`, `to` and `order`. */
  edges: Y.Map<Entry>;
}

export function flowMaps(doc: Y.Doc): FlowMaps {
  return {
    meta: doc.getMap('meta'),
    settings: doc.getMap('settings'),
    nodes: doc.getMap<Entry>('nodes'),
    edges: doc.getMap<Entry>('edges'),
  };
}

/** Where a new entry goes: behind everything that is there. */
export function nextOrder(entries: Y.Map<Entry>): number {
  let highest = -1;
  for (const entry of entries.values()) {
    const order = entry.get('order');
    if (typeof order === 'number' && order > highest) highest = order;
  }
  return highest + 1;
}

/** Entries by their order; the id decides between two that were added at the same time. */
export function orderedEntries(entries: Y.Map<Entry>): [string, Entry][] {
  return [...entries].sort(([leftId, left], [rightId, right]) => {
    const difference = orderOf(left) - orderOf(right);
    return difference === 0 ? (leftId < rightId ? -1 : 1) : difference;
  });
}

function orderOf(entry: unknown): number {
  const order = entry instanceof Y.Map ? entry.get('order') : undefined;
  return typeof order === 'number' ? order : 0;
}
