import type { RunEvent } from '@codexos/protocol/run-event';
import { applyLiveEvent, applyRunEvent, createRunView, type RunView } from '@codexos/protocol/run-view';
import { describe, expect, it } from 'vitest';
import {
  isBuiltinOnly,
  isStepRunning,
  passageFinder,
  runAnswer,
  runSteps,
  summarizeSteps,
} from './run-answer';

const usage = { inputTokens: 1, outputTokens: 1, microUsd: 0 };
const citation = { path: 'src/main.ts', startLine: 1, endLine: 3, blobHash: 'b1' };
const on = { activationId: 'answer', nodeId: 'answer' };

const BODIES = [
  { type: 'run-start', flowHash: 'h', input: {} },
  { ...on, type: 'node-start', path: [], attempt: 1, input: {} },
  {
    ...on,
    type: 'retrieval',
    call: 0,
    query: 'start',
    knowledge: 'source',
    passages: [{ text: 'function main() {}', citation, score: 1 }],
    durationMs: 4,
  },
  { ...on, type: 'tool-call', call: 1, tool: 'read-file', input: { path: 'a' }, idempotencyKey: 'k' },
] as const;

const END = [
  { ...on, type: 'tool-result', call: 1, tool: 'read-file', output: 'x', durationMs: 2 },
  {
    ...on,
    type: 'model-call',
    call: 2,
    model: 'builtin/extractive',
    text: 'It starts.',
    toolCalls: [],
    usage,
    durationMs: 1,
  },
  {
    ...on,
    type: 'node-end',
    attempt: 1,
    outputs: [{ port: 'text', value: 'It starts. [1]' }],
    durationMs: 9,
  },
  {
    type: 'run-end',
    status: 'completed',
    outputs: { answer: 'It starts. [1]' },
    citations: [citation],
    usage,
    durationMs: 12,
  },
] as const;

function fold(bodies: readonly object[]): RunView {
  return bodies.reduce<RunView>(
    (view, body, index) =>
      applyRunEvent(view, { ...body, runId: 'r', seq: index + 1, at: index } as unknown as RunEvent),
    createRunView('r'),
  );
}

describe('runAnswer', () => {
  it('is the streamed text while the run goes on', () => {
    const live = { type: 'node-delta', runId: 'r', ...on, attempt: 1, offset: 0, text: 'It st' } as never;
    expect(runAnswer(applyLiveEvent(fold(BODIES), live))).toEqual({ text: 'It st', citations: [] });
  });

  it('is the output with its citations once the run has ended', () => {
    expect(runAnswer(fold([...BODIES, ...END]))).toEqual({ text: 'It starts. [1]', citations: [citation] });
  });

  it('shows an output that is no text as JSON', () => {
    const view = { ...fold(BODIES), outputs: { facts: { a: 1 } } };
    expect(runAnswer(view).text).toBe('```json\n{\n  "a": 1\n}\n```');
  });
});

describe('runSteps', () => {
  it('lists searches and tool calls, not model calls', () => {
    const steps = runSteps(fold([...BODIES, ...END]));
    expect(steps.map(({ type }) => type)).toEqual(['retrieval', 'tool']);
    expect(summarizeSteps(steps)).toBe('1 search, 1 tool call');
  });

  it('knows a tool call that has not come back', () => {
    expect(runSteps(fold(BODIES)).map(isStepRunning)).toEqual([false, true]);
  });
});

describe('what the reader is told', () => {
  it('says when only the built-in model answered', () => {
    expect(isBuiltinOnly(fold(BODIES))).toBe(false);
    expect(isBuiltinOnly(fold([...BODIES, ...END]))).toBe(true);
  });

  it('finds the text of a cited passage', () => {
    const find = passageFinder(fold(BODIES));
    expect(find(citation)).toBe('function main() {}');
    expect(find({ ...citation, endLine: 9 })).toBeUndefined();
  });
});
