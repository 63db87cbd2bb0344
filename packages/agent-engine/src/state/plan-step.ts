import type { Graph } from '../graph/graph.ts';
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

/** The earliest time that a paused activation waits for, epoch ms; undefined when none waits for one. */
export function earliestWake({ active }: Checkpoint): number | undefined {
  let earliest: number | undefined;
  for (const { status, pause } of active.values()) {
    if (status !== 'paused' || pause?.until === undefined) continue;
    if (earliest === undefined || pause.until < earliest) earliest = pause.until;
  }
  return earliest;
}

/** Activations that a process has left in the middle: they run again with the same idempotency key. */
export function unfinishedActivations(checkpoint: Checkpoint): Activation[] {
  return [...checkpoint.active.values()].filter((activation) => activation.status === 'running');
}
