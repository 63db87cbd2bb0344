import type { RunEvent } from '@codexos/protocol/run-event';
import type { Graph } from '../graph/graph.ts';
import { applyEvent, applyTime } from './apply-event.ts';
import { createCheckpoint, type Checkpoint } from './checkpoint.ts';

/** Where a run stands after the events of its journal. */
export function foldJournal(graph: Graph, events: Iterable<RunEvent>): Checkpoint {
  const checkpoint = createCheckpoint();
  for (const event of events) {
    applyEvent(graph, checkpoint, event);
    applyTime(checkpoint, event);
  }
  return checkpoint;
}
