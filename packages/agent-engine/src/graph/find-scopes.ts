import { isBackEdge, isBodyEdge, nameOf, type DraftEdge, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

interface FindScopesOptions {
  drafts: ReadonlyMap<string, DraftNode>;
  edges: readonly DraftEdge[];
  problems: ProblemList;
}

/**
 * The loops around each node, outermost first. The body of a loop is all that its `body` port leads to without
 * passing the loop node again. Values may flow into a body from outside, where they are the same for every turn; they
 * leave it only through the loop node, so everything else that leads out is a problem.
 */
export function findScopes({ drafts, edges, problems }: FindScopesOptions): Map<DraftNode, DraftNode[]> {
  const outgoing = groupBySource(edges);
  const bodies = new Map<DraftNode, Set<DraftNode>>();
  for (const draft of drafts.values()) {
    if (draft.kind.loop) bodies.set(draft, reachBody(draft, outgoing));
  }
  for (const [loop, body] of bodies) checkLoop({ loop, body, edges, problems });

  const scopes = new Map<DraftNode, DraftNode[]>();
  for (const draft of drafts.values()) {
    const around = [...bodies].filter(([, body]) => body.has(draft)).map(([loop]) => loop);
    // An outer loop's body holds the inner loop, so it is never smaller.
    around.sort((left, right) => (bodies.get(right)?.size ?? 0) - (bodies.get(left)?.size ?? 0));
    const inner = around.find(
      (loop, index) => index > 0 && !bodies.get(around[index - 1] ?? loop)?.has(loop),
    );
    if (inner) {
      problems.add({
        code: 'LOOP_NOT_CLOSED',
        message: `${nameOf(draft)} lies in the bodies of ${around.map(nameOf).join(' and ')}, and neither loop lies within the other.`,
        hint: 'Take what a loop has made from its “done” port.',
        nodeId: draft.source.id,
      });
    }
    scopes.set(draft, inner ? [] : around);
  }
  return scopes;
}

function groupBySource(edges: readonly DraftEdge[]): Map<DraftNode, DraftEdge[]> {
  const groups = new Map<DraftNode, DraftEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge.from);
    if (group) group.push(edge);
    else groups.set(edge.from, [edge]);
  }
  return groups;
}

function reachBody(loop: DraftNode, outgoing: ReadonlyMap<DraftNode, DraftEdge[]>): Set<DraftNode> {
  const body = new Set<DraftNode>();
  const queue = (outgoing.get(loop) ?? []).filter(isBodyEdge).map((edge) => edge.to);
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (node === loop || body.has(node)) continue;
    body.add(node);
    for (const edge of outgoing.get(node) ?? []) queue.push(edge.to);
  }
  return body;
}

interface CheckLoopOptions {
  loop: DraftNode;
  body: ReadonlySet<DraftNode>;
  edges: readonly DraftEdge[];
  problems: ProblemList;
}

function checkLoop({ loop, body, edges, problems }: CheckLoopOptions): void {
  const { body: bodyPort, back: backPort } = loop.kind.loop ?? { body: '', back: '' };
  const addProblem = (options: {
    message: string;
    hint: string;
    edge?: DraftEdge;
    node?: DraftNode;
    port?: string;
  }): void =>
    problems.add({
      code: 'LOOP_NOT_CLOSED',
      message: options.message,
      hint: options.hint,
      nodeId: (options.node ?? loop).source.id,
      ...(options.edge ? { edgeId: options.edge.source.id } : {}),
      ...(options.port ? { port: options.port } : {}),
    });

  const bodyEdges = edges.filter((edge) => edge.from === loop && isBodyEdge(edge));
  const backEdges = edges.filter((edge) => edge.to === loop && isBackEdge(edge));
  if (bodyEdges.length === 0 || backEdges.length === 0) {
    addProblem({
      message: `The loop ${nameOf(loop)} is not closed: no edge ${bodyEdges.length === 0 ? `leaves “${bodyPort}”` : `leads to “${backPort}”`}.`,
      hint: `Lead an edge from “${bodyPort}” through the nodes to repeat and back to “${backPort}”.`,
      port: bodyEdges.length === 0 ? bodyPort : backPort,
    });
  }
  for (const edge of edges) {
    const isFromBody = body.has(edge.from) || (edge.from === loop && isBodyEdge(edge));
    if (edge.to === loop && isBackEdge(edge) && !isFromBody) {
      addProblem({
        message: `“${backPort}” of the loop ${nameOf(loop)} gets its value from ${nameOf(edge.from)}, which is not part of the loop's body.`,
        hint: `Connect the last node after “${bodyPort}” to “${backPort}”.`,
        edge,
        port: backPort,
      });
    } else if (edge.to === loop && !isBackEdge(edge) && isFromBody) {
      addProblem({
        message: `The body of the loop ${nameOf(loop)} leads to its in-port “${edge.source.to.port}”.`,
        hint: `Lead it to “${backPort}”.`,
        edge,
        port: edge.source.to.port,
      });
    } else if (edge.from === loop && !isBodyEdge(edge) && body.has(edge.to)) {
      addProblem({
        message: `${nameOf(edge.to)} gets values from both the body and the end of the loop ${nameOf(loop)}.`,
        hint: 'What follows the loop takes its value from the “done” port alone.',
        edge,
        node: edge.to,
      });
    }
  }
  for (const draft of body) {
    if (!draft.kind.runOutput) continue;
    addProblem({
      message: `${nameOf(draft)} is an output of the flow but lies in the body of the loop ${nameOf(loop)}.`,
      hint: 'Connect it to the “done” port of the loop.',
      node: draft,
    });
  }
}
