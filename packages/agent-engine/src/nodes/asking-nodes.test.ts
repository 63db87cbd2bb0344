import type { ActivationId } from '@codexos/protocol/ids';
import { describe, expect, it } from 'vitest';
import { done } from '../outcome.ts';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import { createRunControl, type CommandReply } from '../run/run-control.ts';
import type { FlowSketch } from '../testing/build-flow.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { probeKind } from '../testing/probe-kind.ts';
import { runSketch } from '../testing/run-sketch.ts';

const asking = (kind: string, config: object, ports: readonly string[]): FlowSketch => ({
  nodes: {
    in: { kind: 'input', config: { name: 'text' } },
    ask: { kind, config: config as never },
    ...Object.fromEntries(ports.map((port) => [port, { kind: 'output', config: { name: port } }])),
  },
  edges: ['in.value -> ask.input', ...ports.map((port) => `ask.${port} -> ${port}.value`)],
});

/** A run that can be gone on with, as a process would after each pause. */
function createWaitingRun(sketch: FlowSketch) {
  const clock = createFakeClock();
  const journal = createMemoryJournal({ clock });
  return {
    clock,
    go: (control = createRunControl()) =>
      runSketch(sketch, { clock, journal, control, input: { text: 'the plan' } }),
    /** Sends an answer into the paused run and gives what became of both. */
    async answer(answer: object | string) {
      const control = createRunControl();
      const reply = new Promise<CommandReply>((tell) =>
        control.answer({
          activationId: 'ask' as ActivationId,
          answer: answer as never,
          by: 'ada',
          reply: tell,
        }),
      );
      const { result } = await this.go(control);
      return { reply: await reply, result };
    },
  };
}

describe('a node that waits', () => {
  it('lets the run pause until its time and goes on then, not before', async () => {
    const run = createWaitingRun(asking('wait', { amount: 2, unit: 'hours' }, ['value']));
    const { result } = await run.go();
    expect(result).toMatchObject({ status: 'paused', wakeAt: run.clock.now() + 7_200_000 });
    await run.clock.advance(7_199_999);
    expect((await run.go()).result.status).toBe('paused');
    await run.clock.advance(1);
    const { result: done, events } = await run.go();
    expect(done).toMatchObject({ status: 'completed', outputs: { value: 'the plan' } });
    expect(events.map(({ type }) => type)).toContain('run-resume');
  });

  it('goes on within the run while another branch is at work', async () => {
    const clock = createFakeClock();
    const slow = probeKind(async () => {
      await clock.sleep(5_000);
      return done({ port: 'out', value: 'slow' });
    });
    const sketch: FlowSketch = {
      nodes: {
        in: { kind: 'input', config: { name: 'text' } },
        slow: 'probe',
        wait: { kind: 'wait', config: { amount: 1, unit: 'seconds' } },
        all: 'merge',
        out: 'output',
      },
      edges: [
        'in.value -> slow.in',
        'in.value -> wait.input',
        'slow.out -> all.inputs',
        'wait.value -> all.inputs',
        'all.value -> out.value',
      ],
    };
    const run = runSketch(sketch, { clock, kinds: [slow], input: { text: 'x' } });
    await clock.advance(5_000);
    const { result, events } = await run;
    expect(result.outputs).toEqual({ answer: ['slow', 'x'] });
    expect(
      events.filter(({ type }) => type === 'node-end').map((event) => 'nodeId' in event && event.nodeId),
    ).toEqual(['in', 'wait', 'slow', 'all', 'out']);
  });

  it('refuses an answer', async () => {
    const run = createWaitingRun(asking('wait', {}, ['value']));
    await run.go();
    const { reply, result } = await run.answer('go on');
    expect(reply).toMatchObject({ status: 'refused', error: { code: 'RUN_NOT_ACTIVE' } });
    expect(result.status).toBe('paused');
  });
});

describe('an approval', () => {
  const sketch = asking('approval', { question: 'Publish {{ input }}?', role: 'creator', waitMinutes: 10 }, [
    'approved',
    'rejected',
    'timeout',
    'comment',
  ]);

  it('asks in words, and goes the way that a person chose', async () => {
    for (const isApproved of [true, false]) {
      const run = createWaitingRun(sketch);
      const { events } = await run.go();
      expect(events.find(({ type }) => type === 'node-pause')).toMatchObject({
        question: { type: 'approval', text: 'Publish the plan?', role: 'creator', value: 'the plan' },
        until: run.clock.now() + 600_000,
      });
      const { reply, result } = await run.answer({ isApproved, comment: 'read twice' });
      expect(reply).toEqual({ status: 'taken' });
      expect(result.outputs).toEqual({
        [isApproved ? 'approved' : 'rejected']: 'the plan',
        comment: 'read twice',
      });
    }
  });

  it('goes its way for nobody when the time is over', async () => {
    const run = createWaitingRun(sketch);
    await run.go();
    await run.clock.advance(600_000);
    expect((await run.go()).result.outputs).toEqual({ timeout: 'the plan' });
  });

  it('keeps its question when an answer is no answer', async () => {
    const run = createWaitingRun(sketch);
    await run.go();
    const { reply, result } = await run.answer({ isApproved: 'perhaps' });
    expect(reply).toMatchObject({ status: 'refused', error: { code: 'REQUEST_INVALID' } });
    expect(result.status).toBe('paused');
    expect((await run.answer({ isApproved: true })).result.status).toBe('completed');
  });
});

describe('a form', () => {
  const fields = [
    { name: 'city', label: 'City' },
    { name: 'days', type: 'number', isRequired: false },
    { name: 'mode', type: 'choice', options: ['train', 'boat'] },
  ];
  const sketch = asking('ask', { question: 'Where to?', fields }, ['answer']);

  it('gives what was filled in', async () => {
    const run = createWaitingRun(sketch);
    await run.go();
    const { result } = await run.answer({ city: 'Riga', mode: 'boat' });
    expect(result.outputs).toEqual({ answer: { city: 'Riga', mode: 'boat' } });
  });

  it.each([
    [{ mode: 'boat' }, '“city” is missing'],
    [{ city: 'Riga', mode: 'kite' }, '“mode” has to be one of: train, boat'],
    [{ city: 'Riga', mode: 'boat', days: 'three' }, '“days” has to be a number'],
    [{ city: 'Riga', mode: 'boat', seats: 2 }, 'no field “seats”'],
    ['Riga', 'has to be an object'],
  ])('refuses %j and says why', async (answer, words) => {
    const run = createWaitingRun(sketch);
    await run.go();
    const { reply } = await run.answer(answer);
    expect(reply).toMatchObject({ status: 'refused', error: { message: expect.stringContaining(words) } });
  });
});
