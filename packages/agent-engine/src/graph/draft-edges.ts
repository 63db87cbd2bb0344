import type { Flow, FlowEdge } from '@codexos/protocol/flow';
import { isPortTypeCompatible } from '@codexos/protocol/port-type';
import type { InPort, OutPort } from '../node-kind.ts';
import { nameOf, outPortsOf, type DraftEdge, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

interface DraftEdgesOptions {
  flow: Flow;
  drafts: ReadonlyMap<string, DraftNode>;
  problems: ProblemList;
}

/**
 * The edges whose both ends exist, hung onto their nodes; every other edge, and every wrong meeting of ports, is a
 * problem.
 */
export function draftEdges({ flow, drafts, problems }: DraftEdgesOptions): DraftEdge[] {
  const seenIds = new Set<string>();
  const edges: DraftEdge[] = [];
  const isKnown = createNodeLookup(flow, drafts);
  for (const source of flow.edges) {
    const ends = findEnds(source, { drafts, isKnown, problems });
    const isSameWay = ends !== null && hasSameWay(source, ends);
    if (seenIds.has(source.id) || isSameWay) {
      addDuplicate(source, isSameWay, problems);
      continue;
    }
    seenIds.add(source.id);
    if (!ends) continue;
    const edge: DraftEdge = { source, from: ends.from, to: ends.to };
    if (!checkPorts(edge, problems)) continue;
    edges.push(edge);
    edge.from.outgoing.push(edge);
    edge.to.incoming.push(edge);
  }
  return edges;
}

// Looked at from the end with fewer edges, so that a node with thousands of them costs nothing extra.
function hasSameWay(source: FlowEdge, { from, to }: { from: DraftNode; to: DraftNode }): boolean {
  const edges = from.outgoing.length < to.incoming.length ? from.outgoing : to.incoming;
  return edges.some(
    (edge) =>
      edge.from === from &&
      edge.to === to &&
      edge.source.from.port === source.from.port &&
      edge.source.to.port === source.to.port,
  );
}

function addDuplicate(source: FlowEdge, isSameWay: boolean, problems: ProblemList): void {
  problems.add({
    code: 'EDGE_DUPLICATE',
    message: isSameWay
      ? `Two edges lead from “${source.from.port}” of “${source.from.node}” to “${source.to.port}” of “${source.to.node}”.`
      : `Two edges have the id “${source.id}”.`,
    hint: 'Remove one of them.',
    edgeId: source.id,
    nodeId: source.to.node,
  });
}

/** Whether a flow has a node, also one that is itself a problem. */
function createNodeLookup(flow: Flow, drafts: ReadonlyMap<string, DraftNode>): (id: string) => boolean {
  return (id) => drafts.has(id) || flow.nodes.some((node) => node.id === id);
}

interface EndsOptions {
  drafts: ReadonlyMap<string, DraftNode>;
  isKnown: (id: string) => boolean;
  problems: ProblemList;
}

function findEnds(
  source: FlowEdge,
  { drafts, isKnown, problems }: EndsOptions,
): { from: DraftNode; to: DraftNode } | null {
  const from = drafts.get(source.from.node);
  const to = drafts.get(source.to.node);
  if (from && to) return { from, to };
  const missing = [source.from.node, source.to.node].filter((id) => !isKnown(id));
  for (const id of missing) {
    const present = id === source.from.node ? source.to.node : source.from.node;
    problems.add({
      code: 'EDGE_DANGLING',
      message: `Edge “${source.id}” leads ${id === source.from.node ? 'from' : 'to'} the node “${id}”, which does not exist.`,
      hint: 'Remove the edge or add the node.',
      edgeId: source.id,
      ...(isKnown(present) ? { nodeId: present } : {}),
    });
  }
  return null;
}

function checkPorts({ source, from, to }: DraftEdge, problems: ProblemList): boolean {
  const outPort = portOf(outPortsOf(from), source.from.port);
  const inPort = portOf(to.ports.in, source.to.port);
  if (!outPort || !inPort) {
    addUnknownPorts({ source, from, to }, { outPort, inPort }, problems);
    return false;
  }
  if (!isPortTypeCompatible(outPort.type, inPort.type)) {
    problems.add({
      code: 'PORT_TYPE_MISMATCH',
      message: `${nameOf(from)} gives ${outPort.type} on “${source.from.port}”, but ${nameOf(to)} takes ${inPort.type} on “${source.to.port}”.`,
      hint: 'Put a node in between that makes the one from the other, such as a prompt template or an expression.',
      nodeId: to.source.id,
      edgeId: source.id,
      port: source.to.port,
    });
  }
  return true;
}

function addUnknownPorts(
  { source, from, to }: DraftEdge,
  { outPort, inPort }: { outPort: OutPort | undefined; inPort: InPort | undefined },
  problems: ProblemList,
): void {
  const sides = [
    {
      draft: from,
      port: source.from.port,
      isKnown: outPort !== undefined,
      side: 'out',
      ports: outPortsOf(from),
    },
    { draft: to, port: source.to.port, isKnown: inPort !== undefined, side: 'in', ports: to.ports.in },
  ];
  for (const { draft, port, isKnown, side, ports } of sides) {
    if (isKnown) continue;
    const names = Object.keys(ports);
    problems.add({
      code: 'PORT_UNKNOWN',
      message: `${nameOf(draft)} has no ${side}-port “${port}”.`,
      hint:
        names.length === 0 ? `It has no ${side}-ports: remove the edge.` : `Use one of: ${names.join(', ')}.`,
      nodeId: draft.source.id,
      edgeId: source.id,
      port,
    });
  }
}

function portOf<TPort>(ports: Readonly<Record<string, TPort>>, name: string): TPort | undefined {
  return Object.hasOwn(ports, name) ? ports[name] : undefined;
}
