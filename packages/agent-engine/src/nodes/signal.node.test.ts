import type { JsonObject } from '@codexos/protocol/json';
import { describe, expect, it } from 'vitest';
import { compileFlow } from '../graph/compile-flow.ts';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import { createRunControl, type CommandReply } from '../run/run-control.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { buildFlow, type FlowSketch } from '../testing/build-flow.ts';
import { runSketch } from '../testing/run-sketch.ts';
import { NODE_KINDS } from './registry.gen.ts';

const schema = { type: 'object', properties: { paid: { type: 'boolean' } }, required: ['paid'] };
const sketch = (config: JsonObject): FlowSketch => ({
  nodes: {
    order: { kind: 'input', config: { name: 'order' } },
    wait: { kind: 'signal', config: { name: 'paid', ...config } },
    out: { kind: 'output', config: { name: 'payload' } },
    late: { kind: 'output', config: { name: 'late' } },
  },
  edges: ['order.value -> wait.input', 'wait.payload -> out.value', 'wait.timeout -> late.value'],
});
const input = { order: 'A-7' };

describe('waiting for a signal', () => {
  it('names the signal and a key made of what came in, and takes the payload that fits', async () => {
    const journal = createMemoryJournal();
    const flow = sketch({ key: 'order {{ input }}', schema });
    const { result, events } = await runSketch(flow, { input, journal });
    expect(result.status).toBe('paused');
    expect(events.find(({ type }) => type === 'node-pause')).toMatchObject({
      question: { type: 'signal', name: 'paid', key: 'order A-7', schema },
    });
    const control = createRunControl();
    const replies: CommandReply[] = [];
    for (const answer of [{ paid: 'yes' }, { paid: true }])
      control.answer({
        activationId: 'wait' as never,
        answer,
        by: 'shop',
        reply: (reply) => replies.push(reply),
      });
    const second = await runSketch(flow, { journal, control });
    expect(replies).toMatchObject([
      { status: 'refused', error: { code: 'REQUEST_INVALID', message: expect.stringContaining('“paid”') } },
      { status: 'taken' },
    ]);
    expect(second.result).toMatchObject({ status: 'completed', outputs: { payload: { paid: true } } });
  });

  it('goes on from its Time-out port with what came in', async () => {
    const journal = createMemoryJournal();
    const clock = createFakeClock();
    const flow = sketch({ waitMinutes: 5 });
    const { result } = await runSketch(flow, { input, journal, clock });
    expect(result.wakeAt).toBe(clock.now() + 300_000);
    await clock.advance(300_000);
    expect((await runSketch(flow, { journal, clock })).result.outputs).toEqual({ late: 'A-7' });
  });

  it('reports a name that is none and a schema that cannot be used', () => {
    const codes = (config: JsonObject) =>
      compileFlow(buildFlow(sketch(config)), { kinds: NODE_KINDS }).problems.map(({ code, configPath }) => [
        code,
        configPath,
      ]);
    expect(codes({ name: 'not a name' })).toEqual([['CONFIG_INVALID', 'name']]);
    expect(codes({ schema: { type: 'nope' }, key: '{{ input' })).toEqual([
      ['EXPRESSION_INVALID', 'key'],
      ['CONFIG_INVALID', 'schema'],
    ]);
  });
});
