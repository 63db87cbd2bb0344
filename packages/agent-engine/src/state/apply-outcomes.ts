import type { RunEventBody } from '@codexos/protocol/run-event';
import type { Graph } from '../graph/graph.ts';
import { applyEvent } from './apply-event.ts';
import type { Checkpoint } from './checkpoint.ts';

/** How an activation has ended, or paused, as the journal will hold it. */
export type OutcomeBody = Extract<RunEventBody, { type: 'node-end' | 'node-error' | 'node-pause' }>;

/**
 * Folds what has finished in one turn of the loop into the checkpoint. Deterministic and without effects outside of
 * the checkpoint; with the join rule `all` the order of the outcomes changes nothing.
 */
export function applyOutcomes(graph: Graph, checkpoint: Checkpoint, outcomes: readonly OutcomeBody[]): void {
  for (const outcome of outcomes) applyEvent(graph, checkpoint, outcome);
}
