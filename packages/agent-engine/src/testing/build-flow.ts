import { flowSchema, type Flow, type FlowInput } from '@codexos/protocol/flow';
import type { JsonObject } from '@codexos/protocol/json';

export interface FlowSketch {
  /** By id: a kind, or a kind with its settings. */
  nodes: Record<
    string,
    | string
    | ({ kind: string } & Partial<Omit<FlowInput['nodes'][number], 'id' | 'kind' | 'config'>> & {
          config?: JsonObject;
        })
  >;
  /** `from.port -> to.port`, several on one line after each other: `a.value -> b.input`. */
  edges: readonly string[];
  settings?: FlowInput['settings'];
}

/** A flow from a sketch that fits on a few lines of a test. */
export function buildFlow({ nodes, edges, settings }: FlowSketch): Flow {
  return flowSchema.parse({
    name: 'sketch',
    nodes: Object.entries(nodes).map(([id, node]) =>
      typeof node === 'string' ? { id, kind: node } : { id, ...node },
    ),
    edges: edges.map((edge, index) => {
      const [from = '', to = ''] = edge.split('->').map((end) => end.trim());
      return { id: `e${index + 1}`, from: parseEnd(from), to: parseEnd(to) };
    }),
    ...(settings ? { settings } : {}),
  });
}

function parseEnd(end: string): { node: string; port: string } {
  const [node = '', port = ''] = end.split('.');
  return { node, port };
}
