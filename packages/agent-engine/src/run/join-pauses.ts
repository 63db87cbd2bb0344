import { jsonObjectSchema } from '@codexos/protocol/json';
import {
  callerToolsQuestionSchema,
  childRunsQuestionSchema,
  type CallerToolsQuestion,
  type ChildRunsQuestion,
} from '@codexos/protocol/question';
import { paused, type Paused } from '../outcome.ts';
import { waitsFor } from '../run/call-caller-tool.ts';

type AwaitedRun = ChildRunsQuestion['runs'][number];

/** Waits for what was called and waits itself, in runs of its own. */
export function pauseOnChildRuns(runs: readonly AwaitedRun[]): Paused {
  const names = runs.map(({ name, runId }) => `“${name}” in run ${runId}`).join(', ');
  return paused({
    reason: `It goes on when ${names} has ended, which waits itself.`,
    question: { type: 'child-runs', runs: runs.map((run) => jsonObjectSchema.parse(run)) },
  });
}

/**
 * One pause for calls that were made side by side: all runs that are waited for, so that the end of any of them goes
 * on with the node. A question that is asked here comes first; the others are found again after its answer.
 * Tools of the caller are asked for together.
 */
export function joinPauses(first: Paused, ...others: readonly Paused[]): Paused {
  const asked = joinCallerTools([first, ...others]);
  if (asked) return asked;
  const runs: ChildRunsQuestion['runs'] = [];
  for (const pause of [first, ...others]) {
    const question = childRunsQuestionSchema.safeParse(pause.question);
    if (!question.success) return pause;
    runs.push(...question.data.runs);
  }
  return others.length === 0 ? first : pauseOnChildRuns(runs);
}

function joinCallerTools(pauses: readonly Paused[]): Paused | undefined {
  const calls: CallerToolsQuestion['calls'] = [];
  let until = Infinity;
  for (const pause of pauses) {
    const question = callerToolsQuestionSchema.safeParse(pause.question);
    if (!question.success) continue;
    calls.push(...question.data.calls);
    until = Math.min(until, pause.until ?? Infinity);
  }
  if (calls.length === 0) return undefined;
  return paused({
    reason: waitsFor(calls.map(({ tool }) => tool)),
    question: { type: 'caller-tools', calls } satisfies CallerToolsQuestion,
    ...(until === Infinity ? {} : { until }),
  });
}
