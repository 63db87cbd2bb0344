import type { Journal } from '@codexos/agent-engine';
import type { WaitingRun } from '@codexos/protocol/contracts/queue.contract';
import type { RunSummary } from '@codexos/protocol/contracts/runs.contract';
import { childRunsQuestionSchema } from '@codexos/protocol/question';
import type { RunEvent } from '@codexos/protocol/run-event';

type Pause = Extract<RunEvent, { type: 'node-pause' }>;

/** What a paused run waits for: the pauses of its nodes that nothing has followed. */
export async function explainPause(run: RunSummary, journal: Journal): Promise<WaitingRun> {
  const pauses = openPauses(await journal.read(run.id, 0));
  const [first] = pauses;
  const times = pauses.flatMap(({ until }) => (until === undefined ? [] : [until]));
  const wakeAt = times.length === 0 ? {} : { wakeAt: Math.min(...times) };
  const others = pauses.length > 1 ? ` ${pauses.length - 1} more of its nodes wait.` : '';
  const explanation = `${first?.reason ?? 'It waits.'}${others}`;
  if (first?.question === undefined) return { run, reason: 'time', explanation, ...wakeAt };
  const isForRun = childRunsQuestionSchema.safeParse(first.question).success;
  return { run, reason: isForRun ? 'run' : 'person', explanation, ...wakeAt };
}

function openPauses(events: readonly RunEvent[]): Pause[] {
  const open = new Map<string, Pause>();
  for (const event of events) {
    if (event.type === 'node-pause') open.set(event.activationId, event);
    else if (event.type === 'node-start' || event.type === 'node-answer' || event.type === 'node-end')
      open.delete(event.activationId);
  }
  return [...open.values()];
}
