import type { RunId } from '@codexos/protocol/ids';
import type { LiveEvent, RunEvent } from '@codexos/protocol/run-event';
import { compileFlow } from '../graph/compile-flow.ts';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import type { NodeKind } from '../node-kind.ts';
import { NODE_KINDS } from '../nodes/registry.gen.ts';
import { runFlow, type RunFlowOptions, type RunResult } from '../run/run-flow.ts';
import { buildFlow, type FlowSketch } from './build-flow.ts';

export const TEST_RUN_ID = '01J0000000000000000000000R' as RunId;

export interface SketchRun {
  result: RunResult;
  events: RunEvent[];
  live: LiveEvent[];
}

export interface RunSketchOptions extends Partial<Omit<RunFlowOptions, 'graph'>> {
  /** Beside the kinds of the catalogue. */
  kinds?: readonly NodeKind[];
}

/** Compiles a sketch and runs it to its end. Throws when the sketch has mistakes. */
export async function runSketch(
  sketch: FlowSketch,
  { kinds = [], ...options }: RunSketchOptions = {},
): Promise<SketchRun> {
  const { graph, problems } = compileFlow(buildFlow(sketch), { kinds: [...NODE_KINDS, ...kinds] });
  if (!graph) throw new Error(problems.map((problem) => problem.message).join('\n'));
  const events: RunEvent[] = [];
  const live: LiveEvent[] = [];
  const result = await runFlow({
    graph,
    journal: createMemoryJournal(options.clock ? { clock: options.clock } : {}),
    runId: TEST_RUN_ID,
    createId: createCountingId(),
    ...options,
    onEvent(event) {
      events.push(event);
      options.onEvent?.(event);
    },
    onLive(event) {
      live.push(event);
      options.onLive?.(event);
    },
  });
  return { result, events, live };
}

/** Ids that are the same in every run of a test. */
export function createCountingId(): () => string {
  let count = 0;
  return () => String(++count).padStart(26, '0');
}
