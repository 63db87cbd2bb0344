import {
  isBackEdge,
  isBodyEdge,
  nameOf,
  type DraftEdge,
  type DraftFlow,
  type DraftNode,
} from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

/**
 * The loops around each node, outermost first; nodes outside of any loop are left out. The body of a loop is all
 * that its `body` port leads to without passing the loop node again. Values may flow into a body from outside, where
 * they are the same for every turn; they leave it only through the loop node, so everything else that leads out is a
 * problem.
 */
export function findScopes({ nodes, edges }: DraftFlow, problems: ProblemList): Map<DraftNode, DraftNode[]> {
  const bodies = new Map<DraftNode, Set<DraftNode>>();
  for (const node of nodes) if (node.kind.loop) bodies.set(node, reachBody(node));
  for (const [loop, body] of bodies) checkLoop({ loop, body, edges, problems });

  const around = new Map<DraftNode, DraftNode[]>();
  for (const [loop, body] of bodies) {
    for (const node of body) {
      const loops = around.get(node);
      if (loops) loops.push(loop);
      else around.set(node, [loop]);
    }
  }
  for (const [node, loops] of around) {
    // An outer loop's body holds the inner loop, so it is never smaller.
    loops.sort((left, right) => (bodies.get(right)?.size ?? 0) - (bodies.get(left)?.size ?? 0));
    const isNested = loops.every(
      (loop, index) => index === 0 || bodies.get(loops[index - 1] ?? loop)?.has(loop),
    );
    if (isNested) continue;
    problems.add({
      code: 'LOOP_NOT_CLOSED',
      message: `${nameOf(node)} lies in the bodies of ${loops.map(nameOf).join(' and ')}, and neither loop lies within the other.`,
      hint: 'Take what a loop has made from its “done” port.',
      nodeId: node.source.id,
    });
  }
  return around;
}

function reachBody(loop: DraftNode): Set<DraftNode> {
  const body = new Set<DraftNode>();
  const queue = loop.outgoing.filter(isBodyEdge).map((edge) => edge.to);
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (node === loop || body.has(node)) continue;
    body.add(node);
    for (const edge of node.outgoing) queue.push(edge.to);
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
