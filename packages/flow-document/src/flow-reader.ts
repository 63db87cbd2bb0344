/**
 * Reads a document again and again: a node or edge that did not change keeps its identity, so that a screen
 * redraws only what changed and a check looks only at what is new.
 */
import {
  flowEdgeSchema,
  flowNodeSchema,
  flowSchema,
  type Flow,
  type FlowEdge,
  type FlowNode,
} from '@codexos/protocol/flow';
import type * as Y from 'yjs';
import { fromEdgeEntry, fromNodeEntry } from './entry-codec.ts';
import { flowMaps, orderedEntries, type Entry } from './layout.ts';

const shellSchema = flowSchema.omit({ nodes: true, edges: true });
const MAX_NODES = 5_000;
const MAX_EDGES = 20_000;

export interface FlowReading {
  /** What is valid; `name` and settings fall back to their defaults. */
  flow: Flow;
  /** Why a part of the document is not valid, one sentence each; those parts are left out of `flow`. */
  faults: string[];
}

export interface FlowReader {
  read: () => FlowReading;
  destroy: () => void;
}

export function createFlowReader(doc: Y.Doc): FlowReader {
  const { meta, settings, nodes, edges } = flowMaps(doc);
  const nodeList = createList<FlowNode>(nodes, 'node', flowNodeSchema, fromNodeEntry);
  const edgeList = createList<FlowEdge>(edges, 'edge', flowEdgeSchema, fromEdgeEntry);
  let shell: { value: Omit<Flow, 'nodes' | 'edges'>; faults: string[] } | undefined;
  let last: FlowReading | undefined;

  const forget = (): void => {
    shell = undefined;
  };
  meta.observe(forget);
  settings.observe(forget);

  return {
    read() {
      shell ??= readShell(meta, settings);
      const nodeReading = nodeList.read();
      const edgeReading = edgeList.read();
      const isSame =
        last?.flow.nodes === nodeReading.items &&
        last.flow.edges === edgeReading.items &&
        last.flow.name === shell.value.name &&
        last.flow.description === shell.value.description &&
        last.flow.settings === shell.value.settings;
      if (last && isSame) return last;
      last = {
        flow: { ...shell.value, nodes: nodeReading.items, edges: edgeReading.items },
        faults: [...shell.faults, ...nodeReading.faults, ...edgeReading.faults, ...limitFaults(nodes, edges)],
      };
      return last;
    },
    destroy() {
      meta.unobserve(forget);
      settings.unobserve(forget);
      nodeList.destroy();
      edgeList.destroy();
    },
  };
}

interface ItemSchema<TItem> {
  safeParse: (value: unknown) => { success: true; data: TItem } | { success: false; error: ParseError };
}
interface ParseError {
  issues: readonly { path: readonly PropertyKey[]; message: string }[];
}

interface Cached<TItem> {
  item: TItem | undefined;
  fault: string | undefined;
}

/** A list over one of the maps that parses an entry once for each change. */
function createList<TItem>(
  entries: Y.Map<Entry>,
  noun: string,
  schema: ItemSchema<TItem>,
  toPlain: (id: string, entry: unknown) => unknown,
) {
  const cache = new Map<string, Cached<TItem>>();
  let reading: { items: TItem[]; faults: string[] } | undefined;
  const onChange = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    reading = undefined;
    for (const event of events) {
      const id = event.path[0];
      if (typeof id === 'string') cache.delete(id);
      else for (const key of event.keys.keys()) cache.delete(key);
    }
  };
  entries.observeDeep(onChange);
  const parse = (id: string, entry: unknown): Cached<TItem> => {
    const parsed = schema.safeParse(toPlain(id, entry));
    const known: Cached<TItem> = parsed.success
      ? { item: parsed.data, fault: undefined }
      : { item: undefined, fault: `The ${noun} "${id}" is not valid: ${describeIssue(parsed.error)}.` };
    cache.set(id, known);
    return known;
  };
  return {
    read() {
      if (reading) return reading;
      const items: TItem[] = [];
      const faults: string[] = [];
      for (const [id, entry] of orderedEntries(entries)) {
        const { item, fault } = cache.get(id) ?? parse(id, entry);
        if (item !== undefined) items.push(item);
        if (fault !== undefined) faults.push(fault);
      }
      reading = { items, faults };
      return reading;
    },
    destroy: () => entries.unobserveDeep(onChange),
  };
}

function readShell(meta: Y.Map<unknown>, settings: Y.Map<unknown>) {
  const raw = { ...Object.fromEntries(meta.entries()), settings: Object.fromEntries(settings.entries()) };
  const parsed = shellSchema.safeParse(raw);
  if (parsed.success) return { value: parsed.data, faults: [] };
  const name = meta.get('name');
  const fallback = shellSchema.parse({
    name: typeof name === 'string' && name !== '' ? name.slice(0, 120) : 'Flow',
  });
  return { value: fallback, faults: [`The flow's head is not valid: ${describeIssue(parsed.error)}.`] };
}

function limitFaults(nodes: Y.Map<Entry>, edges: Y.Map<Entry>): string[] {
  const faults: string[] = [];
  if (nodes.size > MAX_NODES)
    faults.push(`A flow holds at most ${MAX_NODES} nodes, and this makes ${nodes.size}.`);
  if (edges.size > MAX_EDGES)
    faults.push(`A flow holds at most ${MAX_EDGES} edges, and this makes ${edges.size}.`);
  return faults;
}

function describeIssue(error: ParseError): string {
  const issue = error.issues[0];
  if (!issue) return 'unknown reason';
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}
