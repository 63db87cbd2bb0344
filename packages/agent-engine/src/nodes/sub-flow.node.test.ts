import type { JsonObject } from '@codexos/protocol/json';
import { describe, expect, it } from 'vitest';
import { compileFlow } from '../graph/compile-flow.ts';
import type { RunCall, RunCallResult, RunCaller } from '../ports/run-caller.ts';
import { createRunControl } from '../run/run-control.ts';
import { buildFlow, type FlowSketch } from '../testing/build-flow.ts';
import { runSketch } from '../testing/run-sketch.ts';
import { NODE_KINDS } from './registry.gen.ts';

const usage = { inputTokens: 1, outputTokens: 2, microUsd: 3 };
const flow: JsonObject = {
  id: 'f1',
  name: 'Research',
  inputs: [
    { name: 'question', type: 'text', required: true },
    { name: 'depth', label: 'Depth' },
  ],
  outputs: [{ name: 'answer' }, { name: 'notes' }],
};

const sketch: FlowSketch = {
  nodes: {
    question: { kind: 'input', config: { name: 'question' } },
    sub: { kind: 'sub-flow', config: { flow } },
    all: { kind: 'merge', config: { combine: 'list' } },
    out: 'output',
  },
  edges: [
    'question.value -> sub.question',
    'sub.answer -> all.inputs',
    'sub.notes -> all.inputs',
    'all.value -> out.value',
  ],
};

function callerOf(...results: Partial<RunCallResult>[]): { caller: RunCaller; calls: RunCall[] } {
  const calls: RunCall[] = [];
  return {
    calls,
    caller: {
      getAgent: () => Promise.reject(new Error('No agents here.')),
      call: (request) => {
        calls.push(request);
        const result = results[Math.min(calls.length, results.length) - 1];
        return Promise.resolve({ status: 'completed', output: {}, citations: [], usage, ...result });
      },
    },
  };
}

describe('a sub-flow', () => {
  it('gives what arrives on its ports as input, and the outputs by name', async () => {
    const { caller, calls } = callerOf({ output: { answer: 'yes', notes: ['a'] } });
    const { result } = await runSketch(sketch, { input: { question: 'Why?' }, bindings: { caller } });
    expect(calls).toMatchObject([
      { callee: { type: 'flow', flowId: 'f1', version: 'latest', input: { question: 'Why?' } } },
    ]);
    expect(result).toMatchObject({ status: 'completed', outputs: { answer: ['yes', ['a']] }, usage });
  });

  it('leaves the port of an output that did not come dead', async () => {
    const { caller } = callerOf({ output: { answer: 'yes' } });
    const { result } = await runSketch(sketch, { input: { question: 'Why?' }, bindings: { caller } });
    expect(result.outputs).toEqual({ answer: ['yes'] });
  });

  it('waits while the called run waits, and asks the same run again once it is woken', async () => {
    const { caller, calls } = callerOf({ status: 'paused' }, { output: { answer: 'late' } });
    const control = createRunControl();
    const running = runSketch(sketch, {
      input: { question: 'Why?' },
      bindings: { caller },
      control,
      onEvent(event) {
        const [call] = calls;
        if (event.type === 'node-pause' && call)
          control.wake({ activationId: event.activationId, childRunId: call.childRunId });
      },
    });
    const { result, events } = await running;
    expect(result.outputs).toEqual({ answer: ['late'] });
    expect(new Set(calls.map(({ childRunId }) => childRunId)).size).toBe(1);
    expect(events.filter(({ type }) => type === 'child-run-start')).toHaveLength(1);
  });

  it('is called again in a new run when a further try may help', async () => {
    const error = { code: 'MODEL_FAILED' as const, title: 'Failed', message: 'The model is away.' };
    const { caller, calls } = callerOf({ status: 'failed', error }, { output: { answer: 'then' } });
    const retried = {
      ...sketch,
      nodes: {
        ...sketch.nodes,
        sub: { kind: 'sub-flow', config: { flow }, retry: { maxAttempts: 2, backoffMs: 0 } },
      },
    };
    const { result } = await runSketch(retried, { input: { question: 'Why?' }, bindings: { caller } });
    expect(result.outputs).toEqual({ answer: ['then'] });
    expect(new Set(calls.map(({ childRunId }) => childRunId)).size).toBe(2);
  });
});

describe('ports that a setting lists', () => {
  const compile = (edges: string[]) =>
    compileFlow(buildFlow({ ...sketch, edges }), { kinds: NODE_KINDS }).problems.map(({ code, port }) => [
      code,
      port,
    ]);

  it('are asked for and refused like those of the kind', () => {
    expect(
      compile(['question.value -> sub.depth', 'sub.answer -> out.value', 'sub.notes -> all.inputs']),
    ).toContainEqual(['INPUT_MISSING', 'question']);
    expect(compile([...sketch.edges, 'sub.other -> all.inputs'])).toContainEqual(['PORT_UNKNOWN', 'other']);
  });
});
