import type { RunEvent } from '@codexos/protocol/run-event';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Journal } from '../journal/journal.ts';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import { done } from '../outcome.ts';
import type { FlowSketch } from '../testing/build-flow.ts';
import { probeKind } from '../testing/probe-kind.ts';
import { randomFlow } from '../testing/random-flow.ts';
import { runSketch, TEST_RUN_ID } from '../testing/run-sketch.ts';

const kinds = [
  probeKind(({ nodeId, input }) =>
    done({ port: 'out', value: `${nodeId}(${JSON.stringify(input.in ?? []).length})` }),
  ),
];

/** A journal that already holds the first events of a run, as after a kill. */
async function journalWith(events: readonly RunEvent[]): Promise<Journal> {
  const journal = createMemoryJournal();
  const { epoch } = await journal.open(TEST_RUN_ID);
  await journal.append(
    TEST_RUN_ID,
    epoch,
    events.map(({ runId: _runId, seq: _seq, at: _at, ...body }) => body as never),
  );
  return journal;
}

async function resumeAtEveryPlace(sketch: FlowSketch): Promise<void> {
  const whole = await runSketch(sketch, { kinds });
  for (let place = 0; place <= whole.events.length; place++) {
    const before = whole.events.slice(0, place);
    const { result, events } = await runSketch(sketch, { kinds, journal: await journalWith(before) });
    expect(result.outputs, `resumed after event ${place}`).toEqual(whole.result.outputs);
    expect(result.status).toBe('completed');
    const finished = new Set(
      before.flatMap((event) => (event.type === 'node-end' ? [event.activationId] : [])),
    );
    const startedAgain = events.flatMap((event) =>
      event.type === 'node-start' && finished.has(event.activationId) ? [event.activationId] : [],
    );
    expect(startedAgain, `finished nodes that ran again after event ${place}`).toEqual([]);
  }
}

describe('a run that was killed', () => {
  it('resumes at every place of its journal to the same outputs, and repeats no finished node', async () => {
    await resumeAtEveryPlace({
      nodes: {
        start: 'probe',
        left: 'probe',
        right: 'probe',
        outer: { kind: 'loop', config: { maxTurns: 2 } },
        inner: { kind: 'loop', config: { maxTurns: 3 } },
        work: 'probe',
        check: { kind: 'condition', config: { expression: 'size(string(input)) > 1' } },
        never: 'probe',
        all: 'merge',
        out: 'output',
      },
      edges: [
        'start.out -> left.in',
        'start.out -> right.in',
        'left.out -> outer.input',
        'outer.body -> inner.input',
        'inner.body -> work.in',
        'right.out -> work.in',
        'work.out -> inner.back',
        'inner.done -> outer.back',
        'outer.done -> check.input',
        'check.true -> all.inputs',
        'check.false -> never.in',
        'never.out -> all.inputs',
        'all.value -> out.value',
      ],
    });
  });

  it('does so for any flow', async () => {
    await fc.assert(fc.asyncProperty(randomFlow, resumeAtEveryPlace), { numRuns: 15 });
  }, 60_000);

  it('counts the crash as an attempt but not as a failure', async () => {
    const sketch: FlowSketch = { nodes: { work: 'probe', out: 'output' }, edges: ['work.out -> out.value'] };
    const whole = await runSketch(sketch, { kinds });
    const { events } = await runSketch(sketch, {
      kinds,
      journal: await journalWith(whole.events.slice(0, 2)),
    });
    expect(events.slice(0, 2)).toMatchObject([
      { type: 'run-resume', epoch: 2 },
      { type: 'node-start', activationId: 'work', attempt: 2 },
    ]);
  });

  it('ends as cancelled when it was killed after the request to cancel', async () => {
    const sketch: FlowSketch = { nodes: { work: 'probe', out: 'output' }, edges: ['work.out -> out.value'] };
    const whole = await runSketch(sketch, { kinds });
    const journal = await journalWith(whole.events.slice(0, 2));
    const { epoch } = await journal.open(TEST_RUN_ID);
    await journal.append(TEST_RUN_ID, epoch, [{ type: 'run-cancel-request', by: 'ada' }]);
    const { result, events } = await runSketch(sketch, { kinds, journal });
    expect(result.status).toBe('cancelled');
    expect(events.filter(({ type }) => type === 'node-start')).toEqual([]);
  });
});

describe('loops', () => {
  it('name their turns and give each activation an id of its own', async () => {
    const { events } = await runSketch(
      {
        nodes: {
          start: 'probe',
          outer: { kind: 'loop', config: { maxTurns: 2 } },
          inner: { kind: 'loop', config: { maxTurns: 2 } },
          work: 'probe',
          out: 'output',
        },
        edges: [
          'start.out -> outer.input',
          'outer.body -> inner.input',
          'inner.body -> work.in',
          'work.out -> inner.back',
          'inner.done -> outer.back',
          'outer.done -> out.value',
        ],
      },
      { kinds },
    );
    const works = events.flatMap((event) =>
      event.type === 'node-end' && event.nodeId === 'work' ? [event.activationId] : [],
    );
    expect(works).toEqual([
      'work@outer:1,inner:1',
      'work@outer:1,inner:2',
      'work@outer:2,inner:1',
      'work@outer:2,inner:2',
    ]);
  });

  it('end when the body is left through a condition, with the value of that turn', async () => {
    const { result } = await runSketch(
      {
        nodes: {
          start: 'probe',
          loop: { kind: 'loop', config: { maxTurns: 9 } },
          add: { kind: 'expression', config: { expression: 'input + "x"' } },
          more: { kind: 'condition', config: { expression: 'size(input) < 4' } },
          out: 'output',
        },
        edges: [
          'start.out -> loop.input',
          'loop.body -> add.input',
          'add.value -> more.input',
          'more.true -> loop.back',
          'loop.done -> out.value',
        ],
      },
      { kinds: [probeKind(() => done({ port: 'out', value: 'x' }))] },
    );
    expect(result).toMatchObject({ status: 'completed', outputs: { answer: 'xxx' } });
  });
});

describe('dead ways', () => {
  it('skip what hangs on them alone and resolve what waits for all', async () => {
    const { result, events } = await runSketch(
      {
        nodes: {
          start: 'probe',
          check: { kind: 'condition', config: { expression: 'false' } },
          yes: 'probe',
          after: 'probe',
          no: 'probe',
          all: { kind: 'merge', config: { combine: 'object' } },
          out: 'output',
        },
        edges: [
          'start.out -> check.input',
          'check.true -> yes.in',
          'yes.out -> after.in',
          'after.out -> all.inputs',
          'check.false -> no.in',
          'no.out -> all.inputs',
          'all.value -> out.value',
        ],
      },
      { kinds },
    );
    expect(Object.keys(result.outputs.answer as object)).toEqual(['no']);
    expect(
      events.some((event) => 'nodeId' in event && (event.nodeId === 'yes' || event.nodeId === 'after')),
    ).toBe(false);
  });

  it('complete a run without its output when every way to it is dead', async () => {
    const { result } = await runSketch(
      {
        nodes: {
          start: 'probe',
          check: { kind: 'condition', config: { expression: 'false' } },
          out: 'output',
        },
        edges: ['start.out -> check.input', 'check.true -> out.value'],
      },
      { kinds },
    );
    expect(result).toMatchObject({ status: 'completed', outputs: {} });
  });
});

describe('the join rule', () => {
  const sketch = (config: { join: string; count?: number }): FlowSketch => ({
    nodes: {
      a: 'slow',
      b: 'probe',
      c: 'probe',
      all: { kind: 'merge', config: { ...config, combine: 'list' } },
      out: 'output',
    },
    edges: ['a.out -> all.inputs', 'b.out -> all.inputs', 'c.out -> all.inputs', 'all.value -> out.value'],
  });
  const slow = probeKind(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return done({ port: 'out', value: 'slow' });
  }, 'slow');

  it('any takes the first value', async () => {
    const { result } = await runSketch(sketch({ join: 'any' }), { kinds: [...kinds, slow] });
    expect(result.outputs.answer).toEqual(['b(2)']);
  });

  it('any takes the first n values', async () => {
    const { result } = await runSketch(sketch({ join: 'any', count: 2 }), { kinds: [...kinds, slow] });
    expect(result.outputs.answer).toEqual(['b(2)', 'c(2)']);
  });

  it('all waits, and keeps the order of the edges', async () => {
    const { result } = await runSketch(sketch({ join: 'all' }), { kinds: [...kinds, slow] });
    expect(result.outputs.answer).toEqual(['slow', 'b(2)', 'c(2)']);
  });
});
