import type { RunEvent } from '@codexos/protocol/run-event';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import { done } from '../outcome.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { compileFlow } from '../graph/compile-flow.ts';
import { NODE_KINDS } from '../nodes/registry.gen.ts';
import { buildFlow, type FlowSketch } from '../testing/build-flow.ts';
import { probeKind } from '../testing/probe-kind.ts';
import { randomRacingFlow } from '../testing/random-flow.ts';
import { runSketch, TEST_RUN_ID } from '../testing/run-sketch.ts';
import { foldJournal } from '../state/fold-journal.ts';

/** Two ways come at once, the third when the test lets it. */
const sketch = (config: object): FlowSketch => ({
  nodes: {
    a: 'probe',
    b: 'probe',
    slow: 'slow',
    all: { kind: 'merge', config: { combine: 'list', ...config } },
    values: { kind: 'output', config: { name: 'values' } },
    late: { kind: 'output', config: { name: 'late' } },
  },
  edges: [
    'a.out -> all.inputs',
    'slow.out -> all.inputs',
    'b.out -> all.inputs',
    'all.value -> values.value',
    'all.timeout -> late.value',
  ],
});

const probe = probeKind(({ nodeId }) => done({ port: 'out', value: nodeId }));
const of = <TType extends RunEvent['type']>(events: readonly RunEvent[], type: TType) =>
  events.filter((event): event is Extract<RunEvent, { type: TType }> => event.type === type);

/** Runs it with a third way that ends so many ms after the start, by the clock of the run. */
async function runWith(config: object, slowMs: number) {
  const clock = createFakeClock();
  const slow = probeKind(async ({ nodeId, signal }) => {
    await clock.sleep(slowMs, signal);
    return done({ port: 'out', value: nodeId });
  }, 'slow');
  const running = runSketch(sketch(config), { kinds: [probe, slow], clock });
  let isOver = false;
  void running.finally(() => (isOver = true));
  for (let turn = 0; turn < 1_000 && !isOver; turn++) {
    await clock.advance(100);
  }
  return running;
}

describe('a merge that does not wait for ever', () => {
  it('goes on with what has come, says what is missing, and leaves what comes late', async () => {
    const { result, events } = await runWith({ waitSeconds: 2 }, 10_000);
    expect(result).toMatchObject({
      status: 'completed',
      outputs: { values: ['a', 'b'], late: { arrived: ['a', 'b'], missing: ['slow'] } },
    });
    const [wait] = of(events, 'join-wait');
    const [timeout] = of(events, 'join-timeout');
    expect(wait?.activationId).toBe('all');
    expect((timeout?.at ?? 0) - (wait?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
    expect(timeout?.missing).toEqual([{ node: 'slow', port: 'out' }]);
    expect(of(events, 'join-late')).toMatchObject([
      { activationId: 'all', from: { node: 'slow', port: 'out' } },
    ]);
  });

  it('does not wait longer than it has to', async () => {
    const { result, events } = await runWith({ waitSeconds: 60 }, 1_000);
    expect(result.outputs).toEqual({ values: ['a', 'slow', 'b'] });
    expect(of(events, 'join-timeout')).toEqual([]);
    expect(of(events, 'join-late')).toEqual([]);
  });

  it('fails and names the missing way when told so', async () => {
    const { result } = await runWith({ waitSeconds: 2, whenTimeIsUp: 'fail' }, 10_000);
    expect(result.error).toMatchObject({ code: 'LIMIT_REACHED', message: expect.stringContaining('“slow”') });
  });

  it('takes fewer than it asked for when time is up', async () => {
    const { result } = await runWith({ join: 'any', count: 3, waitSeconds: 2 }, 10_000);
    expect(result.outputs.values).toEqual(['a', 'b']);
  });

  it('says in the journal which value came when enough were there', async () => {
    const { result, events } = await runWith({ join: 'any', count: 2 }, 1_000);
    expect(result.outputs).toEqual({ values: ['a', 'b'] });
    expect(of(events, 'join-late')).toMatchObject([{ from: { node: 'slow' } }]);
  });

  it('lets the run sleep while a person is waited for, and wakes it when time is up', async () => {
    const journal = createMemoryJournal();
    const clock = createFakeClock();
    const asking: FlowSketch = {
      ...sketch({ waitSeconds: 60 }),
      nodes: { ...sketch({ waitSeconds: 60 }).nodes, slow: 'approval', feed: 'probe' },
      edges: [
        ...sketch({}).edges.map((edge) => edge.replace('slow.out', 'slow.approved')),
        'feed.out -> slow.input',
      ],
    };
    const first = await runSketch(asking, { kinds: [probe], journal, clock });
    expect(first.result).toMatchObject({ status: 'paused', wakeAt: of(first.events, 'join-wait')[0]?.until });
    await clock.advance(60_000);
    const second = await runSketch(asking, { kinds: [probe], journal, clock });
    // The person may still answer; what the answer leads to is no longer waited for here.
    expect(second.result).toMatchObject({ status: 'paused', outputs: { values: ['a', 'b'] } });
  });
});

it('ends the same from every place in the middle, in any flow, and repeats nothing', async () => {
  await fc.assert(
    fc.asyncProperty(randomRacingFlow, async (flow) => {
      const whole = await runSketch(flow, { kinds: [probe] });
      expect(whole.result.status).toBe('completed');
      const { graph } = compileFlow(buildFlow(flow), { kinds: [...NODE_KINDS, probe] });
      if (!graph) throw new Error('The flow has mistakes.');
      const { active, joins, late } = foldJournal(graph, whole.events);
      expect([active.size, joins.size, late.length]).toEqual([0, 0, 0]);
      for (let place = 0; place <= whole.events.length; place++) {
        const journal = createMemoryJournal();
        const { epoch } = await journal.open(TEST_RUN_ID);
        const before = whole.events.slice(0, place);
        const bodies = before.map(({ runId: _runId, seq: _seq, at: _at, ...body }) => body as never);
        await journal.append(TEST_RUN_ID, epoch, bodies);
        const { result } = await runSketch(flow, { kinds: [probe], journal });
        expect(result.outputs, `resumed after event ${place}`).toEqual(whole.result.outputs);
        const ends = of(await journal.read(TEST_RUN_ID, 0), 'node-end').map(
          ({ activationId }) => activationId,
        );
        expect(new Set(ends).size).toBe(ends.length);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);
