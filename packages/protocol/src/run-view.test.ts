import { describe, expect, it } from 'vitest';
import type { RunEvent, RunEventBody } from './run-event.ts';
import { applyLiveEvent, applyRunEvent, createRunView, latestActivation, type RunView } from './run-view.ts';

const runId = '01ARZ3NDEKTSV4RRFFQ69G5FAV' as RunEvent['runId'];
const ids = { activationId: 'answer' as never, nodeId: 'answer' as never };
const usage = { inputTokens: 10, outputTokens: 5, microUsd: 2 };

function fold(bodies: RunEventBody[]): RunView {
  return bodies.map(toEvent).reduce(applyRunEvent, createRunView(runId));
}

function toEvent(body: RunEventBody, index: number): RunEvent {
  return { ...body, runId, seq: index + 1, at: 1_000 + index } as RunEvent;
}

const start: RunEventBody = { type: 'run-start', flowHash: 'h', input: { question: 'x' } };
const nodeStart: RunEventBody = { type: 'node-start', ...ids, path: [], attempt: 1, input: { prompt: 'x' } };
const nodeEnd: RunEventBody = {
  type: 'node-end',
  ...ids,
  attempt: 1,
  outputs: [{ port: 'text', value: 'done' }],
  durationMs: 7,
  usage,
};
const end: RunEventBody = {
  type: 'run-end',
  status: 'completed',
  outputs: { answer: 'done' },
  citations: [],
  usage,
  durationMs: 9,
};

describe('the view of a run', () => {
  it('follows a run from its start to its end', () => {
    const view = fold([start, nodeStart, nodeEnd, end]);
    expect(view).toMatchObject({
      status: 'completed',
      lastSeq: 4,
      outputs: { answer: 'done' },
      usage,
      durationMs: 9,
      input: { question: 'x' },
    });
    expect(latestActivation(view, 'answer')).toMatchObject({
      status: 'completed',
      outputs: [{ port: 'text', value: 'done' }],
      durationMs: 7,
    });
  });

  it('takes every event once, however often it comes', () => {
    const events = [start, nodeStart, nodeEnd].map(toEvent);
    const once = events.reduce(applyRunEvent, createRunView(runId));
    const twice = [...events, ...events].reduce(applyRunEvent, createRunView(runId));
    expect(twice).toEqual(once);
  });

  it('leaves what an event does not touch as it is', () => {
    const before = fold([start, nodeStart]);
    const other = { activationId: 'other' as never, nodeId: 'other' as never };
    const after = applyRunEvent(
      before,
      toEvent({ type: 'node-start', ...other, path: [], attempt: 1, input: {} }, 2),
    );
    expect(after.activations.get('answer')).toBe(before.activations.get('answer'));
    expect(before.activations.has('other')).toBe(false);
  });

  it('shows a node that waits for further ways, what is missing when time is up, and what comes late', () => {
    const [missing] = [{ node: 'slow' as never, port: 'out' }];
    const waiting = fold([start, { type: 'join-wait', ...ids, path: [], until: 9 }]);
    expect(latestActivation(waiting, 'answer')).toMatchObject({ status: 'paused', pausedUntil: 9 });
    const view = fold([
      start,
      { type: 'join-wait', ...ids, path: [], until: 9 },
      { type: 'join-timeout', ...ids, missing: [missing] },
      nodeStart,
      nodeEnd,
      { type: 'join-late', ...ids, from: missing },
    ]);
    expect(latestActivation(view, 'answer')).toMatchObject({
      status: 'completed',
      join: { isTimeUp: true, missing: [missing], late: [missing] },
    });
  });

  it('collects calls of an activation with their results', () => {
    const view = fold([
      start,
      nodeStart,
      {
        type: 'tool-call',
        ...ids,
        call: 0,
        tool: 'calculator',
        input: { expression: '1+1' },
        idempotencyKey: 'k',
      },
      { type: 'tool-result', ...ids, call: 0, tool: 'calculator', output: 2, durationMs: 3 },
      { type: 'retrieval', ...ids, call: 1, query: 'q', knowledge: 'source', passages: [], durationMs: 1 },
      { type: 'model-call', ...ids, call: 2, model: 'm/x', text: 't', toolCalls: [], usage, durationMs: 4 },
      { type: 'memory-write', ...ids, call: 3, agentId: 'a', scope: 'run', key: 'k', value: 'v' },
      { type: 'child-run-start', ...ids, call: 4, childRunId: runId, goal: 'g' },
      { type: 'child-run-end', ...ids, call: 4, childRunId: runId, status: 'completed', output: 'o', usage },
    ]);
    expect(latestActivation(view, 'answer')?.calls).toMatchObject([
      { type: 'tool', output: 2, durationMs: 3 },
      { type: 'retrieval', query: 'q' },
      { type: 'model', text: 't' },
      { type: 'memory', key: 'k' },
      { type: 'child-run', status: 'completed' },
    ]);
    expect(view.usage).toEqual(usage);
  });

  it('shows a plan as it changes', () => {
    const step = {
      id: '1',
      goal: 'look',
      uses: { type: 'answer' as const },
      doneWhen: '',
      after: [],
      status: 'pending' as const,
    };
    const view = fold([
      start,
      nodeStart,
      { type: 'plan-write', ...ids, plan: { goal: 'g', steps: [step], revision: 1 } },
      { type: 'plan-update', ...ids, change: { type: 'step', step: { ...step, status: 'done' } } },
    ]);
    expect(latestActivation(view, 'answer')?.plan?.steps).toMatchObject([{ id: '1', status: 'done' }]);
  });

  it('shows retries, pauses, failures and what a cancel left behind', () => {
    const error = { code: 'MODEL_FAILED' as const, title: 't', message: 'm' };
    const retry = fold([start, nodeStart, { type: 'node-retry', ...ids, attempt: 1, error, delayMs: 5 }]);
    expect(latestActivation(retry, 'answer')).toMatchObject({ status: 'retrying', error });
    const paused = fold([
      start,
      nodeStart,
      { type: 'node-pause', ...ids, reason: 'r', question: 'q' },
      { type: 'run-pause', reason: 'r' },
    ]);
    expect([paused.status, latestActivation(paused, 'answer')]).toMatchObject([
      'paused',
      { status: 'paused', question: 'q' },
    ]);
    const failed = fold([
      start,
      nodeStart,
      { type: 'node-error', ...ids, attempt: 1, error, durationMs: 1 },
      { ...end, status: 'failed', error },
    ]);
    expect([failed.status, latestActivation(failed, 'answer')]).toMatchObject([
      'failed',
      { status: 'failed', error },
    ]);
    const cancelled = fold([
      start,
      nodeStart,
      { type: 'run-cancel-request', by: 'u' },
      { ...end, status: 'cancelled' },
    ]);
    expect([cancelled.isCancelRequested, latestActivation(cancelled, 'answer')]).toMatchObject([
      true,
      { status: 'cancelled' },
    ]);
  });
});

describe('streamed text', () => {
  const delta = (offset: number, text: string, attempt = 1) => ({
    type: 'node-delta' as const,
    runId,
    ...ids,
    attempt,
    offset,
    text,
  });

  it('is joined by its offsets; what is there already is not added twice and a gap is not filled with guesses', () => {
    const running = fold([start, nodeStart]);
    const joined = [delta(0, 'Hel'), delta(3, 'lo'), delta(0, 'Hel'), delta(9, '?')].reduce(
      applyLiveEvent,
      running,
    );
    expect(latestActivation(joined, 'answer')?.liveText).toBe('Hello');
  });

  it('starts over with a new attempt and ends with the node', () => {
    const running = fold([start, nodeStart]);
    const again = [delta(0, 'first'), delta(0, 'second', 2)].reduce(applyLiveEvent, running);
    expect(latestActivation(again, 'answer')).toMatchObject({ liveText: 'second', attempt: 2 });
    const over = fold([start, nodeStart, nodeEnd]);
    expect(applyLiveEvent(over, delta(0, 'late'))).toBe(over);
  });
});
