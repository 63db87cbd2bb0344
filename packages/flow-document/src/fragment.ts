/** Nodes and edges on the clipboard, as JSON text that people can also read, keep and send. */
import { flowSchema, type Flow, type FlowNode } from '@codexos/protocol/flow';
import type * as Y from 'yjs';
import { createEdgeId, createNodeId } from './create-id.ts';
import type { EditOrigin } from './edit.ts';
import { toEdgeEntry, toNodeEntry } from './entry-codec.ts';
import { flowMaps, nextOrder } from './layout.ts';

const contentSchema = flowSchema.pick({ nodes: true, edges: true });

export interface FlowFragment extends Pick<Flow, 'nodes' | 'edges'> {
  codexos: 'flow-fragment';
}

/** The chosen nodes with the edges that have both ends among them. */
export function copyFragment(
  flow: Pick<Flow, 'nodes' | 'edges'>,
  nodeIds: ReadonlySet<string>,
): FlowFragment {
  return {
    codexos: 'flow-fragment',
    nodes: flow.nodes.filter(({ id }) => nodeIds.has(id)),
    edges: flow.edges.filter(({ from, to }) => nodeIds.has(from.node) && nodeIds.has(to.node)),
  };
}

/** The fragment in a clipboard text; undefined when the text is something else. */
export function parseFragment(text: string): FlowFragment | undefined {
  if (!text.includes('flow-fragment')) return undefined;
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null || !('codexos' in json)) return undefined;
  const parsed = contentSchema.safeParse(json);
  if (json.codexos !== 'flow-fragment' || !parsed.success || parsed.data.nodes.length === 0) return undefined;
  return { codexos: 'flow-fragment', ...parsed.data };
}

/** Any text may stand on a clipboard: what is no JSON is simply no fragment. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface PasteOptions {
  /** Added to every position. */
  offset: { x: number; y: number };
}

/** Adds copies under new ids in one transaction and returns the new ids in the order of the fragment. */
export function pasteFragment(
  doc: Y.Doc,
  fragment: Pick<FlowFragment, 'nodes' | 'edges'>,
  { offset }: PasteOptions,
  origin: EditOrigin,
): FlowNode['id'][] {
  const { nodes, edges } = flowMaps(doc);
  const newIds = new Map<string, FlowNode['id']>();
  const taken = new Set(nodes.keys());
  for (const node of fragment.nodes) {
    const id = createNodeId(node.kind, (candidate) => taken.has(candidate));
    taken.add(id);
    newIds.set(node.id, id);
  }
  doc.transact(() => {
    let nodeOrder = nextOrder(nodes);
    for (const node of fragment.nodes) {
      const id = newIds.get(node.id) ?? node.id;
      const position = { x: node.position.x + offset.x, y: node.position.y + offset.y };
      nodes.set(id, toNodeEntry({ ...node, id, position }, nodeOrder++));
    }
    let edgeOrder = nextOrder(edges);
    for (const edge of fragment.edges) {
      const from = newIds.get(edge.from.node);
      const to = newIds.get(edge.to.node);
      if (from === undefined || to === undefined) continue;
      const ends = { from: { node: from, port: edge.from.port }, to: { node: to, port: edge.to.port } };
      const id = createEdgeId(ends);
      edges.set(id, toEdgeEntry({ id, ...ends }, edgeOrder++));
    }
  }, origin);
  return [...newIds.values()];
}
