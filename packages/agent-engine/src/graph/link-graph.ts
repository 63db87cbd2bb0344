import type { Flow } from '@codexos/protocol/flow';
import type { RunInputField } from '../node-kind.ts';
import { isBackEdge, isBodyEdge, outPortsOf, type DraftEdge, type DraftNode } from './draft-node.ts';
import type { Graph, GraphEdge, GraphInPort, GraphNode, GraphOutPort, Scope } from './graph.ts';

// Building needs to fill in what the finished graph only shows.
type Open<TValue, TLists> = {
  -readonly [TKey in Exclude<keyof TValue, keyof TLists>]: TValue[TKey];
} & TLists;
type OpenScope = Open<Scope, { nodes: GraphNode[]; constants: GraphEdge[] }>;
type OpenNode = Open<GraphNode, { inEdges: GraphEdge[]; inPorts: OpenInPort[]; outPorts: OpenOutPort[] }>;
type OpenInPort = Open<GraphInPort, { positions: number[] }>;
type OpenOutPort = Open<GraphOutPort, { edges: GraphEdge[]; constants: GraphEdge[] }>;

export interface LinkGraphOptions {
  flow: Flow;
  nodes: readonly DraftNode[];
  loopsAround: ReadonlyMap<DraftNode, readonly DraftNode[]>;
  inputs: RunInputField[];
}

/** Builds the graph of a flow without problems. */
export function linkGraph({ flow, nodes: drafts, loopsAround, inputs }: LinkGraphOptions): Graph {
  const root: OpenScope = {
    index: 0,
    loop: undefined,
    parent: undefined,
    nodes: [],
    constants: [],
    backEdge: undefined,
  };
  const scopes: OpenScope[] = [root];
  const bodies = new Map<DraftNode, OpenScope>();
  const nodes: OpenNode[] = [];

  // A loop comes before the nodes of its body, so that its scope is there when they need it.
  const depthOf = (draft: DraftNode): number => loopsAround.get(draft)?.length ?? 0;
  const ordered =
    loopsAround.size === 0 ? drafts : drafts.toSorted((left, right) => depthOf(left) - depthOf(right));
  for (const draft of ordered) {
    const innermost = loopsAround.get(draft)?.at(-1);
    const scope = (innermost && bodies.get(innermost)) ?? root;
    const node = openNode(draft, scope);
    if (draft.kind.loop) {
      const body: OpenScope = {
        index: scopes.length,
        loop: node,
        parent: scope,
        nodes: [],
        constants: [],
        backEdge: undefined,
      };
      scopes.push(body);
      bodies.set(draft, body);
      node.body = body;
    }
    nodes[draft.index] = node;
  }
  // The order of the flow decides slots, and with them the order in which equals start.
  for (const node of nodes) {
    const scope = node.scope as OpenScope;
    node.slot = scope.nodes.length;
    scope.nodes.push(node);
  }
  for (const draft of drafts) for (const edge of inPortOrder(draft)) linkEdge(edge, nodes);
  return {
    flow,
    settings: flow.settings,
    nodes,
    nodesById: new Map(nodes.map((node) => [node.id, node])),
    scopes,
    inputs,
  };
}

function openNode(draft: DraftNode, scope: Scope): OpenNode {
  const { source, kind, label, config, ports } = draft;
  return {
    id: source.id,
    label,
    kind,
    config,
    retry: source.retry,
    timeoutMs: source.timeoutMs,
    onFailure: source.onFailure,
    pin: source.pin,
    join: kind.join?.(config as never) ?? { type: 'all' },
    each: kind.each?.(config as never),
    scope,
    slot: 0,
    inPorts: Object.entries(ports.in).map(([name, port]) => ({
      name,
      type: port.type,
      // The start of a loop does not wait for the end of its first turn.
      isRequired: (port.required ?? false) && name !== kind.loop?.back,
      // One edge brings back what each of the items has come to.
      isMany: (port.many ?? false) || (kind.each !== undefined && name === kind.loop?.back),
      positions: [],
    })),
    outPorts: Object.keys(outPortsOf(draft)).map((name) => ({
      name,
      isBody: kind.loop?.body === name,
      edges: [],
      constants: [],
    })),
    inEdges: [],
    body: undefined,
    runOutput: kind.runOutput?.(config as never),
  };
}

function inPortOrder({ incoming, ports: { in: inPorts } }: DraftNode): readonly DraftEdge[] {
  if (incoming.length < 2) return incoming;
  const ports = Object.keys(inPorts);
  if (ports.length < 2) return incoming;
  return incoming.toSorted(
    (left, right) => ports.indexOf(left.source.to.port) - ports.indexOf(right.source.to.port),
  );
}

function linkEdge(draft: DraftEdge, nodes: readonly OpenNode[]): void {
  const from = nodes[draft.from.index];
  const to = nodes[draft.to.index];
  const outPort = from?.outPorts.find((port) => port.name === draft.source.from.port);
  const inPort = to?.inPorts.find((port) => port.name === draft.source.to.port);
  if (!from || !to || !outPort || !inPort) return;
  const isBack = isBackEdge(draft);
  const position = isBack ? -1 : to.inEdges.length;
  const edge: GraphEdge = { id: draft.source.id, from, outPort, to, inPort: inPort.name, position };
  if (isBack) {
    if (to.body) (to.body as OpenScope).backEdge = edge;
  } else {
    to.inEdges.push(edge);
    inPort.positions.push(position);
  }
  const sourceScope = isBodyEdge(draft) ? from.body : from.scope;
  if (isBack || sourceScope === to.scope) {
    outPort.edges.push(edge);
  } else {
    outPort.constants.push(edge);
    (to.scope as OpenScope).constants.push(edge);
  }
}
