import type { Branch, RunEventBody } from '@codexos/protocol/run-event';
import type { Graph, GraphEdge } from '../graph/graph.ts';
import type { Activation } from './activation.ts';
import type { Checkpoint } from './checkpoint.ts';

export interface StepPlan {
  /** To be started next, in this order. */
  ready: readonly Activation[];
  /** How many may still start before the run's limit; fewer than are ready when the limit ends the run. */
  allowedCount: number;
}

/** Says what a run does next. Pure: looks at the checkpoint and changes nothing. */
export function planStep(graph: Graph, checkpoint: Checkpoint): StepPlan {
  const left = graph.settings.maxActivations - checkpoint.activationCount;
  return { ready: checkpoint.ready, allowedCount: Math.max(0, Math.min(left, checkpoint.ready.length)) };
}

/** The earliest time that a paused activation, or one that waits for further values, waits for, epoch ms; undefined when none waits for one. */
export function earliestWake({ active, joins }: Checkpoint): number | undefined {
  let earliest: number | undefined;
  for (const { until } of joins.values())
    if (until !== undefined && (earliest === undefined || until < earliest)) earliest = until;
  for (const { status, pause } of active.values()) {
    if (status !== 'paused' || pause?.until === undefined) continue;
    if (earliest === undefined || pause.until < earliest) earliest = pause.until;
  }
  return earliest;
}

/** What the journal still has to say about nodes that join several ways: how long they wait, and what came too late. */
export function joinBodies({ joins, late }: Checkpoint, now: number): RunEventBody[] {
  if (joins.size === 0 && late.length === 0) return [];
  const bodies: RunEventBody[] = [];
  for (const [activationId, { node, frame, until }] of joins) {
    if (until !== undefined) continue;
    const { limitMs = 0 } = node.join;
    bodies.push({ type: 'join-wait', activationId, nodeId: node.id, path: frame.path, until: now + limitMs });
  }
  for (const { activationId, edge } of late)
    bodies.push({ type: 'join-late', activationId, nodeId: edge.to.id, from: branchOf(edge) });
  return bodies;
}

/** The ends of joins whose time has come. */
export function dueJoinBodies({ joins }: Checkpoint, now: number): RunEventBody[] {
  const bodies: RunEventBody[] = [];
  for (const [activationId, { node, slot, until }] of joins) {
    if (until === undefined || until > now) continue;
    const missing = node.inEdges
      .filter(({ position }) => slot.arrivals[position] === undefined)
      .map(branchOf);
    bodies.push({ type: 'join-timeout', activationId, nodeId: node.id, missing });
  }
  return bodies;
}

function branchOf({ from, outPort }: GraphEdge): Branch {
  return { node: from.id, port: outPort.name };
}

/** Activations that a process has left in the middle: they run again with the same idempotency key. */
export function unfinishedActivations(checkpoint: Checkpoint): Activation[] {
  return [...checkpoint.active.values()].filter((activation) => activation.status === 'running');
}
