import type { RunEvent } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';
import { describe, expect, it } from 'vitest';
import { compileFlow } from '../graph/compile-flow.ts';
import { NODE_KINDS } from '../nodes/registry.gen.ts';
import { done } from '../outcome.ts';
import { buildFlow, type FlowSketch } from '../testing/build-flow.ts';
import { probeKind } from '../testing/probe-kind.ts';
import { runSketch } from '../testing/run-sketch.ts';

const broken = probeKind(() => {
  throw new CodexError({ code: 'UNAVAILABLE', message: 'The service is closed.' });
}, 'broken');

const withPolicy = (onFailure: object, edges: string[] = []): FlowSketch => ({
  nodes: {
    work: { kind: 'broken', onFailure: onFailure as never },
    usual: 'probe',
    rescue: 'probe',
    all: { kind: 'merge', config: { combine: 'first' } },
    out: 'output',
  },
  edges: [
    'work.out -> usual.in',
    ...edges,
    'usual.out -> all.inputs',
    'rescue.out -> all.inputs',
    'all.value -> out.value',
  ],
});

const endOf = (events: readonly RunEvent[], node: string) =>
  events.find((event) => event.type === 'node-end' && event.nodeId === node);

describe('a node that fails', () => {
  it('gives its error on a port of its own and nothing on the others', async () => {
    const { result, events } = await runSketch(withPolicy({ type: 'branch' }, ['work.error -> rescue.in']), {
      kinds: [broken, probeKind()],
    });
    expect(result).toMatchObject({
      status: 'completed',
      outputs: {
        answer: { node: 'rescue', in: [{ code: 'UNAVAILABLE', message: 'The service is closed.' }] },
      },
    });
    expect(endOf(events, 'work')).toMatchObject({ failure: { code: 'UNAVAILABLE' } });
    expect(endOf(events, 'usual')).toBeUndefined();
  });

  it('gives a value instead', async () => {
    const sketch = withPolicy({ type: 'default', value: { isMissing: true } });
    delete sketch.nodes.rescue;
    const edges = sketch.edges.filter((edge) => !edge.includes('rescue'));
    const { result } = await runSketch({ ...sketch, edges }, { kinds: [broken, probeKind()] });
    expect(result.outputs).toEqual({ answer: { node: 'usual', in: [{ isMissing: true }] } });
  });

  it('does so only after its last try', async () => {
    let tries = 0;
    const shaky = probeKind(async () => {
      tries += 1;
      if (tries < 3) throw new CodexError({ code: 'UNAVAILABLE', message: 'Not yet.' });
      return done({ port: 'out', value: tries });
    }, 'shaky');
    const sketch: FlowSketch = {
      nodes: {
        work: {
          kind: 'shaky',
          retry: { maxAttempts: 3, backoffMs: 0 },
          onFailure: { type: 'default', value: 'none' },
        },
        out: 'output',
      },
      edges: ['work.out -> out.value'],
    };
    expect((await runSketch(sketch, { kinds: [shaky] })).result.outputs).toEqual({ answer: 3 });
    tries = -5;
    const { result, events } = await runSketch(sketch, { kinds: [shaky] });
    expect(result.outputs).toEqual({ answer: 'none' });
    expect(events.filter(({ type }) => type === 'node-retry')).toHaveLength(2);
  });

  it('covers a time-out, and never a cancel', async () => {
    const slow = probeKind(
      ({ signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      'slow',
    );
    const node = { kind: 'slow', onFailure: { type: 'default' as const, value: 'late' } };
    const sketch = (extra: object): FlowSketch => ({
      nodes: { work: { ...node, ...extra }, out: 'output' },
      edges: ['work.out -> out.value'],
    });
    expect((await runSketch(sketch({ timeoutMs: 5 }), { kinds: [slow] })).result.outputs).toEqual({
      answer: 'late',
    });
    const controller = new AbortController();
    const cancelled = runSketch(sketch({}), { kinds: [slow], signal: controller.signal });
    controller.abort();
    expect((await cancelled).result.status).toBe('cancelled');
  });

  it('has no error port unless its failure is a branch', () => {
    const { problems } = compileFlow(
      buildFlow(withPolicy({ type: 'default', value: 1 }, ['work.error -> rescue.in'])),
      {
        kinds: [broken, probeKind(), ...NODE_KINDS],
      },
    );
    expect(problems).toContainEqual(expect.objectContaining({ code: 'PORT_UNKNOWN', port: 'error' }));
  });
});
