import { applyRunEvent, createRunView, type RunView } from '@codexos/protocol/run-view';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { done } from '../outcome.ts';
import { probeKind } from '../testing/probe-kind.ts';
import { runSketch } from '../testing/run-sketch.ts';

const long = 'x'.repeat(1_000);

it('writes long values once; whoever reads the events in order has them whole', async () => {
  const given: Record<string, unknown> = {};
  const probe = probeKind(({ nodeId, activationId, input }) => {
    given[activationId] = input;
    return done({ port: 'out', value: nodeId === 'short' ? 'short' : long });
  });
  const { events, result } = await runSketch(
    {
      nodes: {
        long: 'probe',
        short: 'probe',
        loop: { kind: 'loop', config: { maxTurns: 2 } },
        both: 'probe',
        text: { kind: 'prompt', config: { template: '{{ input }}' } },
        out: 'output',
      },
      edges: [
        'long.out -> loop.input',
        'loop.body -> both.in',
        'short.out -> both.in',
        'both.out -> loop.back',
        'loop.done -> text.input',
        'text.text -> out.value',
      ],
    },
    { kinds: [probe] },
  );
  expect(result.outputs).toEqual({ answer: long });
  const starts = events.filter((event) => event.type === 'node-start');
  expect(starts.some((event) => JSON.stringify(event).includes(long))).toBe(false);
  expect(starts.find(({ activationId }) => activationId === 'both@loop:2')).toMatchObject({
    input: {},
    inputFrom: {
      in: [
        { activationId: 'loop@loop:1', port: 'body' },
        { activationId: 'short', port: 'out' },
      ],
    },
  });
  const view = events.reduce<RunView>(applyRunEvent, createRunView('r'));
  for (const id of ['both@loop:1', 'both@loop:2']) expect(view.activations.get(id)?.input).toEqual(given[id]);
  expect(view.activations.get('out')?.input).toEqual({ value: long });
});

const echoNode = defineNode({
  kind: 'echo',
  version: 1,
  meta: { label: 'Echo', group: 'logic', icon: 'repeat', summary: 'Gives its text back' },
  config: z.object({}),
  ports: {
    in: { text: { label: 'Text', type: 'text', required: true } },
    out: { text: { label: 'Text', type: 'text' } },
  },
  run: ({ input }) => done({ port: 'text', value: input.text }),
});

it.each([
  ['short', 'short'],
  [[long], JSON.stringify([long])],
])('keeps in the event what is short, and what its port has made into text', async (value, text) => {
  const { events } = await runSketch(
    {
      nodes: { from: 'probe', echo: 'echo', out: 'output' },
      edges: ['from.out -> echo.text', 'echo.text -> out.value'],
    },
    { kinds: [probeKind(() => done({ port: 'out', value })), echoNode] },
  );
  const start = events.find((event) => event.type === 'node-start' && event.nodeId === 'echo');
  expect(start).toMatchObject({ input: { text } });
  expect(start).not.toHaveProperty('inputFrom');
});
