import type { RunEvent } from '@codexos/protocol/run-event';
import { createRunView, applyRunEvent } from '@codexos/protocol/run-view';
import { describe, expect, it } from 'vitest';
import { compileFlow } from '../graph/compile-flow.ts';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import { done } from '../outcome.ts';
import { buildFlow, type FlowSketch } from '../testing/build-flow.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { probeKind } from '../testing/probe-kind.ts';
import { runSketch } from '../testing/run-sketch.ts';
import { NODE_KINDS } from './registry.gen.ts';

const mapping = (body: FlowSketch['nodes'], edges: string[], config: object = {}): FlowSketch => ({
  nodes: {
    in: { kind: 'input', config: { name: 'list', type: 'json' } },
    each: { kind: 'map', config: config as never },
    ...body,
    out: 'output',
  },
  edges: ['in.value -> each.list', ...edges, 'each.done -> out.value'],
});
const upper = mapping({ shout: { kind: 'expression', config: { expression: 'input + "!"' } } }, [
  'each.item -> shout.input',
  'shout.value -> each.result',
]);
const outputsOf = async (sketch: FlowSketch, list: unknown, kinds = [probeKind()]) =>
  (await runSketch(sketch, { kinds, input: { list: list as never } })).result.outputs.answer;

describe('a node that works on each item of a list', () => {
  it('gives what the items brought back, in their order, also for none and for many', async () => {
    expect(await outputsOf(upper, ['a', 'b', 'c'])).toEqual(['a!', 'b!', 'c!']);
    expect(await outputsOf(upper, [])).toEqual([]);
    const direct = mapping({}, ['each.item -> each.result'], { maxItems: 5_000 });
    const many = Array.from({ length: 5_000 }, (_, index) => index);
    expect(await outputsOf(direct, many)).toEqual(many);
  });

  it('works on as many at a time as it may, whatever order they end in', async () => {
    const clock = createFakeClock();
    let atWork = 0;
    let most = 0;
    const sleeper = probeKind(async ({ input }) => {
      atWork += 1;
      most = Math.max(most, atWork);
      const [ms] = input.in as number[];
      await clock.sleep(ms ?? 0);
      atWork -= 1;
      return done({ port: 'out', value: ms ?? 0 });
    });
    const sketch = mapping({ work: 'probe' }, ['each.item -> work.in', 'work.out -> each.result'], {
      concurrency: 3,
    });
    const list = [50, 10, 30, 20, 40, 10];
    const run = runSketch(sketch, { clock, kinds: [sleeper], input: { list } });
    // Three at once, and each that ends makes room for the next: far less than the 160 ms of all after each other.
    await clock.advance(80);
    expect((await run).result.outputs.answer).toEqual(list);
    expect(most).toBe(3);
  });

  it('leaves out what a condition in its body keeps from coming back', async () => {
    const evens = mapping({ even: { kind: 'condition', config: { expression: 'int(input) % 2 == 0' } } }, [
      'each.item -> even.input',
      'even.true -> each.result',
    ]);
    expect(await outputsOf(evens, [1, 2, 3, 4])).toEqual([2, 4]);
  });

  it('nests, and takes values from outside of its body', async () => {
    const sketch = mapping(
      {
        word: { kind: 'expression', config: { expression: '"-"' } },
        inner: 'map',
        join: { kind: 'expression', config: { expression: 'string(input) + context' } },
      },
      [
        'each.item -> inner.list',
        'inner.item -> join.input',
        'word.value -> join.context',
        'join.value -> inner.result',
        'inner.done -> each.result',
      ],
    );
    expect(await outputsOf(sketch, [['a', 'b'], [], ['c']])).toEqual([['a-', 'b-'], [], ['c-']]);
  });

  it.each([
    ['no list', { a: 1 }, 'NODE_FAILED'],
    ['too long a list', [1, 2, 3], 'LIMIT_REACHED'],
  ])('refuses %s before anything is done', async (_name, list, code) => {
    const sketch = mapping({ work: 'probe' }, ['each.item -> work.in', 'work.out -> each.result'], {
      maxItems: 2,
    });
    const { result, events } = await runSketch(sketch, {
      kinds: [probeKind()],
      input: { list: list as never },
    });
    expect(result).toMatchObject({ status: 'failed', error: { code } });
    expect(events.some((event) => event.type === 'node-start' && event.nodeId === 'work')).toBe(false);
  });

  it('has the same events and the same end after being cut off anywhere', async () => {
    const { events } = await runSketch(upper, { input: { list: ['a', 'b', 'c', 'd', 'e'] } });
    const { graph } = compileFlow(buildFlow(upper), { kinds: NODE_KINDS });
    if (!graph) throw new Error('The sketch has mistakes.');
    for (let length = 1; length < events.length; length += 1) {
      const journal = createMemoryJournal();
      const { epoch } = await journal.open('cut' as never);
      await journal.append('cut' as never, epoch, events.slice(0, length) as never);
      const { result } = await runSketch(upper, { journal, runId: 'cut' as never });
      expect(result.outputs.answer).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
    }
  });

  it('shows its results in a replay', async () => {
    const long = 'x'.repeat(400);
    const { events } = await runSketch(upper, { input: { list: [long, 'b'] } });
    const view = events.reduce((run, event: RunEvent) => applyRunEvent(run, event), createRunView('r'));
    expect(view.activations.get('out')?.input).toEqual({ value: [`${long}!`, 'b!'] });
    const last = [...view.activations.values()].findLast(({ nodeId }) => nodeId === 'each');
    expect(last?.input).toEqual({ result: [`${long}!`, 'b!'] });
  });
});
