/** Follows one run for whoever asked it: the text of its answer as it comes, and how it ends. */
import type { Citation } from '@codexos/protocol/citation';
import { addUsage, NO_USAGE, type Usage } from '@codexos/protocol/model';
import type { Flow } from '@codexos/protocol/flow';
import type { ActivationId, NodeId, RunId } from '@codexos/protocol/ids';
import { callerToolsQuestionSchema, type CallerToolsQuestion } from '@codexos/protocol/question';
import type { LiveEvent, RunEvent } from '@codexos/protocol/run-event';
import type { LiveText } from '@codexos/protocol/socket-events';
import type { WireError } from '@codexos/protocol/wire-error';
import type { RunService } from '../runs/run-service.ts';
import type { RunKey } from '../runs/run-store.ts';
import { createAnswerText } from './answer-text.ts';

export type RunStep =
  | { type: 'text'; text: string }
  | { type: 'end'; text: string; reason: 'stop' | 'length'; usage: Usage; citations: Citation[] }
  | { type: 'tools'; activationId: string; calls: CallerToolsQuestion['calls']; usage: Usage }
  /** It waits for a person. */
  | { type: 'waits'; reason: string }
  | { type: 'failed'; status: 'failed' | 'cancelled'; error: WireError | undefined };

export interface FollowOptions {
  key: RunKey;
  flow: Flow;
  /** Only what comes after this is followed. */
  afterSeq: number;
  signal: AbortSignal;
}

type Pause = Extract<RunEvent, { type: 'node-pause' }>;

/** Yields texts, then one step that is none, the last. Ends without one when the signal aborts. */
export async function* followRun(
  runs: Pick<RunService, 'join'>,
  { key, flow, afterSeq, signal }: FollowOptions,
): AsyncGenerator<RunStep> {
  const queue: (RunEvent | LiveEvent)[] = [];
  let wake: () => void = () => undefined;
  const add = (event: RunEvent | LiveEvent): void => {
    queue.push(event);
    wake();
  };
  const stop = (): void => wake();
  signal.addEventListener('abort', stop, { once: true });
  const joined = await runs.join({ ...key, afterSeq, onEvent: add, onLive: add });
  try {
    const state = createState(flow);
    for (const text of joined.live) queue.unshift(toDelta(key.runId, text));
    queue.unshift(...joined.events);
    for (;;) {
      for (let event = queue.shift(); event; event = queue.shift()) {
        for (const step of state.take(event)) {
          yield step;
          if (step.type !== 'text') return;
        }
      }
      if (signal.aborted) return;
      // Nothing can be added between the look at the queue and this line.
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', stop);
    joined.unsubscribe();
  }
}

function createState(flow: Flow) {
  const answer = createAnswerText(flow);
  const pauses = new Map<string, Pause>();
  let usage = NO_USAGE;
  let reason: 'stop' | 'length' = 'stop';

  const onPause = (): RunStep[] => {
    const waiting = [...pauses.values()];
    for (const { activationId, question } of waiting) {
      const asked = callerToolsQuestionSchema.safeParse(question);
      if (asked.success) return [{ type: 'tools', activationId, calls: asked.data.calls, usage }];
    }
    const person = waiting.find(({ question }) => question !== undefined);
    return person ? [{ type: 'waits', reason: person.reason }] : [];
  };

  return {
    take(event: RunEvent | LiveEvent): RunStep[] {
      switch (event.type) {
        case 'node-delta':
          return textStep(answer.add(event));
        case 'node-pause':
          pauses.set(event.activationId, event);
          return [];
        case 'node-answer':
        case 'node-start':
        case 'node-end':
          pauses.delete(event.activationId);
          return [];
        case 'model-call':
        case 'child-run-end':
          usage = addUsage(usage, event.usage);
          return [];
        case 'limit-reach':
          reason = 'length';
          return [];
        case 'run-pause':
          return onPause();
        case 'run-end': {
          if (event.status !== 'completed')
            return [{ type: 'failed', status: event.status, error: event.error }];
          const { citations } = event;
          const text = answer.textOf(event.outputs);
          return [...textStep(answer.finish(text)), { type: 'end', text, reason, usage, citations }];
        }
        default:
          return [];
      }
    },
  };
}

/** Text that had streamed before, as the one piece that it is by now. */
function toDelta(runId: string, { text, activationId, nodeId, attempt }: LiveText): LiveEvent {
  return {
    type: 'node-delta',
    runId: runId as RunId,
    activationId: activationId as ActivationId,
    nodeId: nodeId as NodeId,
    attempt,
    offset: 0,
    text,
  };
}

function textStep(text: string): RunStep[] {
  return text === '' ? [] : [{ type: 'text', text }];
}
