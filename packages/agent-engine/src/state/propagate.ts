import type { ActivationId } from '@codexos/protocol/ids';
import type { PortValue } from '@codexos/protocol/run-event';
import type { GraphEdge, GraphNode, GraphOutPort } from '../graph/graph.ts';
import type { Activation } from './activation.ts';
import type { Checkpoint } from './checkpoint.ts';
import {
  activationIdIn,
  createSlot,
  createTurnFrame,
  DEAD,
  turnOf,
  type Arrival,
  type Delivery,
  type Frame,
  type Slot,
} from './frame.ts';
import { collectNodeInput, hasRequiredInput } from './node-input.ts';

/** An out-port of a node in a frame that has got its value, or will never get one. */
interface Resolution {
  frame: Frame;
  port: GraphOutPort;
  arrival: Arrival;
}

/** Makes every node of the root scope ready that waits for nothing. */
export function startRoot(checkpoint: Checkpoint, root: Frame): void {
  for (const node of root.scope.nodes) {
    if (node.inEdges.length > 0) continue;
    settle(root, node);
    makeReady(checkpoint, { node, frame: root, input: {}, arrivals: [], edges: [] });
  }
}

/**
 * Passes on what a finished activation has put on its out-ports. Ports that it left empty are dead, and what hangs on
 * dead ports alone is skipped, as far as that reaches. Takes time in the number of edges concerned.
 */
export function propagateOutputs(
  checkpoint: Checkpoint,
  activation: Activation,
  outputs: readonly PortValue[],
): void {
  const { node, frame } = activation;
  // A loop's later activations happen in the frame of the turn that has ended; what it gives belongs one frame up.
  const home = isInOwnBody(activation) ? (frame.parent ?? frame) : frame;
  const queue: Resolution[] = [];
  const turnOutput = node.body && outputs.find(({ port }) => isBodyPort(node, port));
  for (const port of node.outPorts) {
    if (port.isBody) continue;
    // While turns go on, what comes after the loop still waits.
    if (turnOutput) continue;
    const output = outputs.find((candidate) => candidate.port === port.name);
    queue.push({ frame: home, port, arrival: output ? { from: activation.id, output } : DEAD });
  }
  if (turnOutput && node.each) beginEach({ checkpoint, activation, home, value: turnOutput });
  else if (turnOutput) {
    const turn = isInOwnBody(activation) ? turnOf(frame) + 1 : 1;
    startTurn({ checkpoint, node, from: activation.id, home, turn, value: turnOutput });
  }
  drain(checkpoint, queue);
}

interface StartTurnOptions {
  checkpoint: Checkpoint;
  /** The node that repeats, and its activation that sends the value. */
  node: GraphNode;
  from: ActivationId;
  /** The frame that the node stands in. */
  home: Frame;
  turn: number;
  value: PortValue;
}

function startTurn({ checkpoint, node, from, home, turn, value }: StartTurnOptions): void {
  if (!node.body) return;
  const queue: Resolution[] = [];
  const turnFrame = createTurnFrame({ parent: home, loop: node, scope: node.body, turn, value });
  for (const port of node.outPorts) {
    if (port.isBody) queue.push({ frame: turnFrame, port, arrival: { from, output: value } });
  }
  // The turn's own value first, so that a node which takes the first of several values takes this one.
  drain(checkpoint, queue);
  for (const edge of node.body.constants) {
    const source = sourceFrame(turnFrame, edge);
    const published = source.published.get(edge.outPort);
    if (published !== undefined) arrive(checkpoint, { frame: turnFrame, edge, arrival: published, queue });
    else addWaiter(source, turnFrame, edge);
  }
  drain(checkpoint, queue);
}

interface BeginEachOptions {
  checkpoint: Checkpoint;
  activation: Activation;
  home: Frame;
  /** Its value is a list. */
  value: PortValue;
}

function beginEach({
  checkpoint,
  activation: { id, node },
  home,
  value: { port, value, citations },
}: BeginEachOptions): void {
  const items = (Array.isArray(value) ? value : []).map((item): PortValue =>
    citations ? { port, value: item, citations } : { port, value: item },
  );
  home.each.set(node, {
    from: id,
    items,
    results: new Array<Arrival | undefined>(items.length),
    next: 0,
    runningCount: 0,
    isBeginning: false,
  });
  goOnWithItems(checkpoint, node, home);
}

/** Begins as many items as may be worked on at the same time, and goes on with the node itself after the last. */
function goOnWithItems(checkpoint: Checkpoint, node: GraphNode, home: Frame): void {
  const progress = home.each.get(node);
  if (!progress || progress.isBeginning) return;
  const { items, from } = progress;
  progress.isBeginning = true;
  while (progress.next < items.length && progress.runningCount < (node.each?.concurrency ?? 1)) {
    const value = items[progress.next];
    if (!value) break;
    progress.next += 1;
    progress.runningCount += 1;
    startTurn({ checkpoint, node, from, home, turn: progress.next, value });
  }
  progress.isBeginning = false;
  if (progress.next === items.length && progress.runningCount === 0) endEach(checkpoint, node, home);
}

/** The node runs once more, after the last item, with what the items brought back; who brought nothing is left out. */
function endEach(checkpoint: Checkpoint, node: GraphNode, home: Frame): void {
  const progress = home.each.get(node);
  const back = node.kind.loop?.back;
  if (!progress || !node.body || back === undefined) return;
  home.each.delete(node);
  const arrivals = progress.results.filter(
    (arrival): arrival is Delivery => arrival !== undefined && arrival !== DEAD,
  );
  const edge = node.body.backEdge;
  const frame = createTurnFrame({
    parent: home,
    loop: node,
    scope: node.body,
    turn: progress.items.length + 1,
    value: { port: back, value: null },
  });
  makeReady(checkpoint, {
    node,
    frame,
    input: { [back]: arrivals.map(({ output }) => output.value) },
    arrivals,
    edges: edge ? arrivals.map(() => edge) : [],
  });
}

function drain(checkpoint: Checkpoint, queue: Resolution[]): void {
  // The queue grows while it is worked off.
  for (const { frame, port, arrival } of queue) {
    for (const edge of port.edges) arrive(checkpoint, { frame, edge, arrival, queue });
    if (port.constants.length === 0) continue;
    frame.published.set(port, arrival);
    const waiters = frame.waiters.get(port) ?? [];
    frame.waiters.delete(port);
    for (const waiter of waiters) arrive(checkpoint, { ...waiter, arrival, queue });
  }
  queue.length = 0;
}

interface ArriveOptions {
  frame: Frame;
  edge: GraphEdge;
  arrival: Arrival;
  queue: Resolution[];
}

function arrive(checkpoint: Checkpoint, { frame, edge, arrival, queue }: ArriveOptions): void {
  const node = edge.to;
  if (edge.position === -1) {
    endTurn(checkpoint, { frame, edge, arrival });
    return;
  }
  const slot = (frame.slots[node.slot] ??= createSlot(node.inEdges.length));
  if (slot.isSettled) {
    // With the rule that all are waited for, nothing can come after the last.
    if (arrival !== DEAD) checkpoint.late.push({ activationId: activationIdIn(frame, node), edge });
    return;
  }
  slot.arrivals[edge.position] = arrival;
  slot.remainingCount -= 1;
  if (arrival !== DEAD) slot.liveCount += 1;
  const id = activationIdIn(frame, node);
  if (!isDecided(node, slot)) {
    if (node.join.limitMs !== undefined && slot.liveCount > 0 && !checkpoint.joins.has(id))
      checkpoint.joins.set(id, { node, frame, slot, until: undefined });
    return;
  }
  checkpoint.joins.delete(id);
  settleSlot(checkpoint, { node, frame, slot, queue });
}

interface SettleOptions {
  node: GraphNode;
  frame: Frame;
  slot: Slot;
  queue: Resolution[];
  /** The time that was waited for in vain. */
  wokenAt?: number | undefined;
}

/** The node takes what has come, or is skipped when that is not enough. */
function settleSlot(checkpoint: Checkpoint, { node, frame, slot, queue, wokenAt }: SettleOptions): void {
  slot.isSettled = true;
  if (slot.liveCount > 0 && hasRequiredInput(node, slot)) {
    const input = collectNodeInput(node, slot);
    makeReady(checkpoint, { node, frame, input, arrivals: slot.arrivals, edges: node.inEdges, wokenAt });
  } else {
    for (const port of node.outPorts) if (!port.isBody) queue.push({ frame, port, arrival: DEAD });
  }
  // The activation has them now, or nobody needs them.
  slot.arrivals = NONE;
}

/** Goes on with a node whose time to wait for further values is over. */
export function endJoin(checkpoint: Checkpoint, id: ActivationId): void {
  const join = checkpoint.joins.get(id);
  if (!join) return;
  checkpoint.joins.delete(id);
  const queue: Resolution[] = [];
  settleSlot(checkpoint, { ...join, queue, wokenAt: join.until });
  drain(checkpoint, queue);
}

const NONE: Arrival[] = [];

function isDecided(node: GraphNode, slot: Slot): boolean {
  return slot.remainingCount === 0 || (node.join.type === 'first' && slot.liveCount >= node.join.count);
}

// The loop node runs again where the turn was, to decide whether another one follows. A turn that has brought
// nothing back counts as ended too, so that leaving the body by a condition ends the loop.
function endTurn(checkpoint: Checkpoint, { frame, edge, arrival }: Omit<ArriveOptions, 'queue'>): void {
  const loop = edge.to;
  const back = loop.kind.loop?.back;
  if (back === undefined) return;
  const home = frame.parent;
  const progress = home?.each.get(loop);
  if (home && progress) {
    progress.results[turnOf(frame) - 1] = arrival;
    progress.runningCount -= 1;
    goOnWithItems(checkpoint, loop, home);
    return;
  }
  makeReady(checkpoint, {
    node: loop,
    frame,
    input: arrival === DEAD ? {} : { [back]: arrival.output.value },
    arrivals: [arrival],
    edges: [edge],
  });
}

function makeReady(
  checkpoint: Checkpoint,
  {
    node,
    frame,
    input,
    arrivals,
    edges,
    wokenAt,
  }: Pick<Activation, 'node' | 'frame' | 'input' | 'arrivals' | 'edges'> & { wokenAt?: number | undefined },
): void {
  const id = activationIdIn(frame, node);
  const activation: Activation = {
    id,
    node,
    frame,
    input,
    arrivals,
    edges,
    status: 'ready',
    attempt: 0,
    failureCount: 0,
    calls: undefined,
    answers: [],
    pause: undefined,
    wokenAt,
  };
  checkpoint.active.set(id, activation);
  checkpoint.ready.push(activation);
}

function settle(frame: Frame, node: GraphNode): void {
  const slot = createSlot(0);
  slot.isSettled = true;
  frame.slots[node.slot] = slot;
}

function addWaiter(source: Frame, frame: Frame, edge: GraphEdge): void {
  const waiters = source.waiters.get(edge.outPort);
  if (waiters) waiters.push({ frame, edge });
  else source.waiters.set(edge.outPort, [{ frame, edge }]);
}

// The values of a loop's body port appear in the frame of the turn, all others in that of the node.
function sourceFrame(frame: Frame, { from, outPort }: GraphEdge): Frame {
  const scope = outPort.isBody ? from.body : from.scope;
  let source: Frame = frame;
  while (source.scope !== scope && source.parent) source = source.parent;
  return source;
}

function isInOwnBody({ node, frame }: Activation): boolean {
  return node.body !== undefined && frame.scope === node.body;
}

function isBodyPort(node: GraphNode, name: string): boolean {
  return node.outPorts.some((port) => port.isBody && port.name === name);
}
