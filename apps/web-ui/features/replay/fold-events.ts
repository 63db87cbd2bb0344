import type { RunEvent } from '@codexos/protocol/run-event';
import { applyRunEvent, createRunView, type RunView } from '@codexos/protocol/run-view';

export interface Replayer {
  /** The run as it stood after the first `count` events. */
  at: (count: number) => RunView;
}

/** Folds a list of events to any point of it. Going forward only folds what is new. */
export function createReplayer(runId: string, events: readonly RunEvent[]): Replayer {
  let view = createRunView(runId);
  let folded = 0;
  return {
    at(count) {
      if (count < folded) {
        view = createRunView(runId);
        folded = 0;
      }
      for (const event of events.slice(folded, count)) view = applyRunEvent(view, event);
      folded = Math.max(folded, Math.min(count, events.length));
      return view;
    },
  };
}
