import { describe, expect, it } from 'vitest';
import { compileFlow } from '../graph/compile-flow.ts';
import { hashFlow } from '../graph/hash-flow.ts';
import { NODE_KINDS } from '../nodes/registry.gen.ts';
import { buildFlow, type FlowSketch } from '../testing/build-flow.ts';
import { probeKind } from '../testing/probe-kind.ts';
import { runSketch } from '../testing/run-sketch.ts';

const pinned = (port: string, nodes: FlowSketch['nodes'] = {}): FlowSketch => ({
  nodes: {
    work: {
      ...{ kind: 'probe', retry: { maxAttempts: 3, backoffMs: 1 } },
      pin: { outputs: [{ port, value: 'kept' }] },
    },
    usual: 'probe',
    rare: 'probe',
    all: { kind: 'merge', config: { combine: 'list' } },
    out: 'output',
    ...nodes,
  },
  edges: [
    'work.out -> usual.in',
    'work.other -> rare.in',
    'usual.out -> all.inputs',
    'rare.out -> all.inputs',
    'all.value -> out.value',
  ],
});

const problemsOf = (sketch: FlowSketch) =>
  compileFlow(buildFlow(sketch), { kinds: [...NODE_KINDS, probeKind()] }).problems.filter(
    ({ code }) => code === 'PIN_INVALID',
  );

describe('a node with pinned outputs', () => {
  it('does not run, gives what is pinned, and says so in the journal', async () => {
    const ran: string[] = [];
    const probe = probeKind(({ nodeId, input }) => {
      ran.push(nodeId);
      return { status: 'done', outputs: [{ port: 'out', value: input.in }] };
    });
    const { result, events } = await runSketch(pinned('out'), { kinds: [probe] });
    expect(result).toMatchObject({ status: 'completed', outputs: { answer: [['kept']] } });
    expect(ran).toEqual(['usual']);
    const ends = events.filter((event) => event.type === 'node-end');
    expect(ends.map(({ nodeId, isPinned }) => [nodeId, isPinned])).toEqual([
      ['work', true],
      ['usual', undefined],
      ['all', undefined],
      ['out', undefined],
    ]);
  });

  it('takes the way on which something is pinned', async () => {
    const { result } = await runSketch(pinned('other'), { kinds: [probeKind()] });
    expect(result.outputs).toEqual({ answer: [{ node: 'rare', in: ['kept'] }] });
  });

  it('is a problem where nothing can come out like that, with its remedy', () => {
    expect(problemsOf(pinned('out'))).toEqual([]);
    expect(problemsOf(pinned('gone'))).toMatchObject([
      { nodeId: 'work', port: 'gone', hint: expect.stringContaining('out, other') as string },
    ]);
    const output = { kind: 'output', pin: { outputs: [{ port: 'value', value: 1 }] } };
    expect(problemsOf(pinned('out', { out: output }))).toMatchObject([{ nodeId: 'out' }]);
  });
});

it('makes another hash of a flow, and so does what follows a failure', () => {
  const plain = buildFlow({ nodes: { a: 'probe' }, edges: [] });
  const changed = [{ pin: { outputs: [{ port: 'out', value: 1 }] } }, { onFailure: { type: 'branch' } }].map(
    (change) => buildFlow({ nodes: { a: { kind: 'probe', ...(change as object) } }, edges: [] }),
  );
  expect(new Set([plain, ...changed].map(hashFlow)).size).toBe(3);
});
