import type { ActivationId } from '@codexos/protocol/ids';
import { describe, expect, it } from 'vitest';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import { done, paused } from '../outcome.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { probeKind } from '../testing/probe-kind.ts';
import { runSketch } from '../testing/run-sketch.ts';
import type { FlowSketch } from '../testing/build-flow.ts';
import { createRunControl } from './run-control.ts';

const single = (
  node: FlowSketch['nodes'][string] = 'probe',
  settings?: FlowSketch['settings'],
): FlowSketch => ({
  nodes: { work: node, out: 'output' },
  edges: ['work.out -> out.value'],
  ...(settings ? { settings } : {}),
});

describe('a run', () => {
  it('goes from input to output and says so in events without gaps', async () => {
    const { result, events } = await runSketch(
      {
        nodes: {
          in: { kind: 'input', config: { name: 'q' } },
          step: { kind: 'prompt', config: { template: '<{{ input }}>' } },
          out: 'output',
        },
        edges: ['in.value -> step.input', 'step.text -> out.value'],
      },
      { input: { q: 'hi' } },
    );
    expect(result).toMatchObject({ status: 'completed', outputs: { answer: '<hi>' } });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.map(({ type }) => type)).toEqual([
      'run-start',
      'node-start',
      'node-end',
      'node-start',
      'node-end',
      'node-start',
      'node-end',
      'run-end',
    ]);
  });

  it('records an outcome together with what it starts, and nothing downstream before it', async () => {
    const journal = createMemoryJournal();
    const groups: string[][] = [];
    await runSketch(
      { nodes: { a: 'probe', b: 'probe', out: 'output' }, edges: ['a.out -> b.in', 'b.out -> out.value'] },
      {
        kinds: [probeKind()],
        journal: {
          ...journal,
          append: (id, epoch, bodies) => {
            groups.push(bodies.map(({ type }) => type));
            return journal.append(id, epoch, bodies);
          },
        },
      },
    );
    expect(groups).toEqual([
      ['run-start', 'node-start'],
      ['node-end', 'node-start'],
      // The output is instant: its end goes with its start.
      ['node-end', 'node-start', 'node-end'],
      ['run-end'],
    ]);
  });

  it('refuses wrong input before anything is recorded', async () => {
    const journal = createMemoryJournal();
    const sketch: FlowSketch = { nodes: { in: 'input', out: 'output' }, edges: ['in.value -> out.value'] };
    await expect(runSketch(sketch, { journal })).rejects.toMatchObject({ code: 'RUN_INPUT_INVALID' });
  });

  it('fails with the node’s error, keeps the outputs there are and aborts the siblings', async () => {
    let isAborted = false;
    const boom = probeKind(async () => {
      throw new Error('boom');
    }, 'boom');
    const slow = probeKind(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            isAborted = true;
            reject(new Error('stopped'));
          });
        }),
      'slow',
    );
    const { result, events } = await runSketch(
      {
        nodes: {
          early: 'probe',
          kept: { kind: 'output', config: { name: 'kept' } },
          slow: 'slow',
          bad: 'boom',
          out: 'output',
        },
        edges: ['early.out -> kept.value', 'early.out -> bad.in', 'bad.out -> out.value'],
      },
      { kinds: [probeKind(() => done({ port: 'out', value: 1 })), boom, slow] },
    );
    expect(result).toMatchObject({
      status: 'failed',
      outputs: { kept: 1 },
      error: { code: 'NODE_FAILED', message: 'boom' },
    });
    expect(isAborted).toBe(true);
    expect(events.at(-2)?.type).toBe('node-error');
  });

  it('gives the result of a run that has ended again, without doing anything', async () => {
    const journal = createMemoryJournal();
    const first = await runSketch(single(), { kinds: [probeKind()], journal });
    const again = await runSketch(single(), { kinds: [probeKind()], journal });
    expect(again.result).toEqual(first.result);
    expect(again.events).toEqual([]);
  });

  it('stops working as soon as another process has taken it over', async () => {
    const journal = createMemoryJournal();
    const steal = probeKind(async ({ runId }) => {
      await journal.open(runId);
      return done({ port: 'out', value: 1 });
    });
    await expect(runSketch(single(), { kinds: [steal], journal })).rejects.toMatchObject({
      code: 'JOURNAL_FENCED',
    });
  });
});

describe('attempts', () => {
  it('tries again with growing pauses and keeps the idempotency key', async () => {
    const clock = createFakeClock();
    const keys: string[] = [];
    const flaky = probeKind(({ idempotencyKey, attempt }) => {
      keys.push(`${attempt} ${idempotencyKey}`);
      if (attempt < 3) throw new Error('not yet');
      return done({ port: 'out', value: attempt });
    });
    const running = runSketch(single({ kind: 'probe', retry: { maxAttempts: 3, backoffMs: 100 } }), {
      kinds: [flaky],
      clock,
    });
    await clock.advance(99);
    expect(keys).toHaveLength(1);
    await clock.advance(1);
    expect(keys).toHaveLength(2);
    await clock.advance(200);
    const { result, events } = await running;
    expect(result.outputs).toEqual({ answer: 3 });
    expect(new Set(keys.map((key) => key.split(' ')[1])).size).toBe(1);
    expect(events.filter(({ type }) => type === 'node-retry')).toMatchObject([
      { attempt: 1, delayMs: 100 },
      { attempt: 2, delayMs: 200 },
    ]);
  });

  it('ends a node whose time is over, also when it does not listen', async () => {
    const clock = createFakeClock();
    const deaf = probeKind(() => new Promise(() => {}));
    const running = runSketch(single({ kind: 'probe', timeoutMs: 50 }), { kinds: [deaf], clock });
    await clock.advance(50);
    expect((await running).result).toMatchObject({ status: 'failed', error: { code: 'NODE_TIMED_OUT' } });
  });

  it('does not try again what cannot succeed', async () => {
    const { events } = await runSketch(
      {
        nodes: {
          in: 'input',
          check: {
            kind: 'condition',
            retry: { maxAttempts: 3, backoffMs: 0 },
            config: { expression: 'input.missing' },
          },
          out: 'output',
        },
        edges: ['in.value -> check.input', 'check.true -> out.value'],
      },
      { input: { input: 'text' } },
    );
    expect(events.filter(({ type }) => type === 'node-retry')).toEqual([]);
  });
});

describe('cancelling', () => {
  it('ends the run at once although the node does not listen', async () => {
    const abort = new AbortController();
    const deaf = probeKind(() => new Promise(() => {}));
    const startedAt = performance.now();
    const running = runSketch(single(), {
      kinds: [deaf],
      signal: abort.signal,
      onEvent: ({ type }) => {
        if (type === 'node-start') setTimeout(() => abort.abort(), 5);
      },
    });
    const { result, events } = await running;
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(result.status).toBe('cancelled');
    expect(events.map(({ type }) => type).slice(-2)).toEqual(['run-cancel-request', 'run-end']);
  });

  it('says who asked for it', async () => {
    const control = createRunControl();
    control.cancel('ada');
    const { result, events } = await runSketch(single(), { kinds: [probeKind()], control });
    expect(result.status).toBe('cancelled');
    expect(events).toMatchObject([
      { type: 'run-start' },
      { type: 'run-cancel-request', by: 'ada' },
      { type: 'run-end', status: 'cancelled' },
    ]);
  });

  it('leaves a suspended run as it is, and the next call goes on', async () => {
    const journal = createMemoryJournal();
    const control = createRunControl();
    const deaf = probeKind(() => {
      queueMicrotask(() => control.suspend());
      return new Promise(() => {});
    });
    const first = await runSketch(single(), { kinds: [deaf], journal, control });
    expect(first.result.status).toBe('suspended');
    const second = await runSketch(single(), {
      kinds: [probeKind(() => done({ port: 'out', value: 'done' }))],
      journal,
    });
    expect(second.result).toMatchObject({ status: 'completed', outputs: { answer: 'done' } });
    expect(second.events.map(({ type }) => type)).toEqual([
      'run-resume',
      'node-start',
      'node-end',
      'node-start',
      'node-end',
      'run-end',
    ]);
  });
});

describe('limits', () => {
  const endless: FlowSketch = {
    nodes: { in: 'probe', loop: { kind: 'loop', config: { maxTurns: 1_000 } }, step: 'probe', out: 'output' },
    edges: [
      'in.out -> loop.input',
      'loop.body -> step.in',
      'step.out -> loop.back',
      'loop.done -> out.value',
    ],
  };

  it('ends a run that starts too many nodes', async () => {
    const { result, events } = await runSketch(
      { ...endless, settings: { maxActivations: 20 } },
      { kinds: [probeKind(() => done({ port: 'out', value: 1 }))] },
    );
    expect(result).toMatchObject({ status: 'failed', error: { code: 'LIMIT_REACHED' } });
    expect(events.filter(({ type }) => type === 'node-start')).toHaveLength(20);
    expect(events.at(-2)).toMatchObject({ type: 'limit-reach', limit: 'activations' });
  });

  it('ends a run that takes too long', async () => {
    const clock = createFakeClock();
    const running = runSketch(single('probe', { maxDurationMs: 1_000 }), {
      kinds: [probeKind(() => new Promise(() => {}))],
      clock,
    });
    await clock.advance(1_000);
    const { result, events } = await running;
    expect(result).toMatchObject({ status: 'failed', error: { code: 'LIMIT_REACHED' } });
    expect(events.at(-2)).toMatchObject({ type: 'limit-reach', limit: 'duration' });
  });
});

describe('waiting for a person', () => {
  const ask = probeKind(({ answer }) =>
    answer === undefined
      ? paused({ reason: 'May I?', question: { choices: ['yes', 'no'] } })
      : done({ port: 'out', value: answer }),
  );

  it('pauses, holds nothing, and goes on with the answer', async () => {
    const journal = createMemoryJournal();
    const first = await runSketch(single(), { kinds: [ask], journal });
    expect(first.result.status).toBe('paused');
    expect(first.events.at(-1)?.type).toBe('run-pause');

    const waiting = await runSketch(single(), { kinds: [ask], journal });
    expect(waiting.result.status).toBe('paused');
    expect(waiting.events).toEqual([]);

    const control = createRunControl();
    control.answer({ activationId: 'work' as ActivationId, answer: 'yes', by: 'ada' });
    const { result, events } = await runSketch(single(), { kinds: [ask], journal, control });
    expect(result).toMatchObject({ status: 'completed', outputs: { answer: 'yes' } });
    expect(events.slice(0, 2)).toMatchObject([
      { type: 'node-answer', answer: 'yes', by: 'ada' },
      { type: 'run-resume' },
    ]);
  });

  it('goes on with an answer that comes while the pause is being written', async () => {
    const control = createRunControl();
    const { result, events } = await runSketch(single(), {
      kinds: [ask],
      control,
      onEvent({ type }) {
        if (type === 'run-pause')
          control.answer({ activationId: 'work' as ActivationId, answer: 'yes', by: 'ada' });
      },
    });
    expect(result).toMatchObject({ status: 'completed', outputs: { answer: 'yes' } });
    expect(events.map(({ type }) => type)).toContain('run-pause');
  });

  it('does not count the waiting as time of the run', async () => {
    const clock = createFakeClock();
    const journal = createMemoryJournal({ clock });
    await runSketch(single('probe', { maxDurationMs: 1_000 }), { kinds: [ask], journal, clock });
    await clock.advance(60_000);
    const control = createRunControl();
    control.answer({ activationId: 'work' as ActivationId, answer: 1, by: 'ada' });
    const { result } = await runSketch(single('probe', { maxDurationMs: 1_000 }), {
      kinds: [ask],
      journal,
      clock,
      control,
    });
    expect(result).toMatchObject({ status: 'completed', durationMs: 0 });
  });

  it('lets the other branches go on', async () => {
    const { result, events } = await runSketch(
      {
        nodes: {
          ask: 'ask',
          other: 'probe',
          out: 'output',
          side: { kind: 'output', config: { name: 'side' } },
        },
        edges: ['ask.out -> out.value', 'other.out -> side.value'],
      },
      { kinds: [probeKind(ask.run as never, 'ask'), probeKind(() => done({ port: 'out', value: 2 }))] },
    );
    expect(result).toMatchObject({ status: 'paused', outputs: { side: 2 } });
    expect(events.at(-1)?.type).toBe('run-pause');
  });
});

describe('parallel branches', () => {
  it('takes the time of the longest branch, not of the slowest of every step', async () => {
    const clock = createFakeClock();
    const work = probeKind(async ({ config, signal }) => {
      await clock.sleep(Number(config.ms), signal);
      return done({ port: 'out', value: Number(config.ms) });
    });
    // Four branches of five nodes, one slow node at another depth in each.
    const nodes: FlowSketch['nodes'] = { all: { kind: 'merge' }, out: 'output' };
    const edges = ['all.value -> out.value'];
    for (let branch = 0; branch < 4; branch++) {
      for (let depth = 0; depth < 5; depth++) {
        nodes[`b${branch}d${depth}`] = { kind: 'probe', config: { ms: depth === branch ? 200 : 5 } };
        edges.push(
          depth === 4
            ? `b${branch}d4.out -> all.inputs`
            : `b${branch}d${depth}.out -> b${branch}d${depth + 1}.in`,
        );
      }
    }
    const start = clock.now();
    const running = runSketch({ nodes, edges }, { kinds: [work], clock });
    let isOver = false;
    void running.then(() => {
      isOver = true;
    });
    while (!isOver) await clock.advance(5);
    expect(clock.now() - start).toBeLessThanOrEqual(220 + 10);
  });
});
