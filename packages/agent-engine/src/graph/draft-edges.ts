import type { Flow, FlowEdge } from '@codexos/protocol/flow';
import { isPortTypeCompatible } from '@codexos/protocol/port-type';
import { nameOf, type DraftEdge, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

interface DraftEdgesOptions {
  flow: Flow;
  drafts: ReadonlyMap<string, DraftNode>;
  problems: ProblemList;
}

/** The edges whose both ends exist; every other edge, and every wrong meeting of ports, is a problem. */
export function draftEdges({ flow, drafts, problems }: DraftEdgesOptions): DraftEdge[] {
  const allIds = new Set<string>(flow.nodes.map((node) => node.id));
  const seenIds = new Set<string>();
  const seenWays = new Set<string>();
  const edges: DraftEdge[] = [];
  for (const source of flow.edges) {
    const way = `${source.from.node}.${source.from.port} → ${source.to.node}.${source.to.port}`;
    if (seenIds.has(source.id) || seenWays.has(way)) {
      problems.add({
        code: 'EDGE_DUPLICATE',
        message: seenIds.has(source.id) ? `Two edges have the id “${source.id}”.` : `Two edges lead ${way}.`,
        hint: 'Remove one of them.',
        edgeId: source.id,
        nodeId: source.to.node,
      });
      continue;
    }
    seenIds.add(source.id);
    seenWays.add(way);
    const ends = findEnds(source, { drafts, allIds, problems });
    if (ends && checkPorts({ source, ...ends }, problems)) edges.push({ source, ...ends });
  }
  return edges;
}

interface EndsOptions {
  drafts: ReadonlyMap<string, DraftNode>;
  allIds: ReadonlySet<string>;
  problems: ProblemList;
}

function findEnds(
  source: FlowEdge,
  { drafts, allIds, problems }: EndsOptions,
): { from: DraftNode; to: DraftNode } | null {
  const missing = [source.from.node, source.to.node].filter((id) => !allIds.has(id));
  for (const id of missing) {
    const present = id === source.from.node ? source.to.node : source.from.node;
    problems.add({
      code: 'EDGE_DANGLING',
      message: `Edge “${source.id}” leads ${id === source.from.node ? 'from' : 'to'} the node “${id}”, which does not exist.`,
      hint: 'Remove the edge or add the node.',
      edgeId: source.id,
      ...(allIds.has(present) ? { nodeId: present } : {}),
    });
  }
  const from = drafts.get(source.from.node);
  const to = drafts.get(source.to.node);
  return from && to ? { from, to } : null;
}

function checkPorts({ source, from, to }: DraftEdge, problems: ProblemList): boolean {
  const outPort = portOf(from.kind.ports.out, source.from.port);
  const inPort = portOf(to.kind.ports.in, source.to.port);
  const sides = [
    {
      draft: from,
      port: source.from.port,
      isKnown: outPort !== undefined,
      side: 'out',
      ports: from.kind.ports.out,
    },
    { draft: to, port: source.to.port, isKnown: inPort !== undefined, side: 'in', ports: to.kind.ports.in },
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
  if (!outPort || !inPort) return false;
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

function portOf<TPort>(ports: Readonly<Record<string, TPort>>, name: string): TPort | undefined {
  return Object.hasOwn(ports, name) ? ports[name] : undefined;
}
