import type { ActivationId } from '@codexos/protocol/ids';
import type { RunEvent, RunEventBody } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';
import { describe, expect, it } from 'vitest';
import type { Journal } from '../journal/journal.ts';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import type { ToolRequest, ToolRunner, ToolSpec } from '../ports/tool-runner.ts';
import { createRunControl } from '../run/run-control.ts';
import type { FlowSketch } from '../testing/build-flow.ts';
import { runSketch, TEST_RUN_ID } from '../testing/run-sketch.ts';

function createTools(
  run: (request: ToolRequest) => Promise<{ output: string }>,
  spec: Partial<ToolSpec> = {},
): ToolRunner {
  const tool: ToolSpec = {
    name: 'act',
    effect: 'write',
    label: 'Act',
    description: '',
    icon: '',
    inputSchema: {},
    outputSchema: {},
    secrets: [],
    ...spec,
  };
  return { list: () => [tool], run };
}

const sketch = (node: object = {}): FlowSketch => ({
  nodes: {
    in: { kind: 'input', config: { name: 'n', type: 'json' } },
    act: {
      kind: 'tool',
      config: {
        tool: 'act',
        arguments: { text: 'n is {{ input.n }}', raw: '{{ input.n }}', deep: { list: ['{{ turn }}'] } },
      },
      ...node,
    },
    out: 'output',
  },
  edges: ['in.value -> act.input', 'act.result -> out.value'],
  settings: { allowedEffects: ['write'] },
});
const input = { n: { n: 5 } };

async function journalWith(events: readonly RunEvent[]): Promise<Journal> {
  const journal = createMemoryJournal();
  const { epoch } = await journal.open(TEST_RUN_ID);
  await journal.append(
    TEST_RUN_ID,
    epoch,
    events.map(({ runId: _runId, seq: _seq, at: _at, ...body }) => body as RunEventBody),
  );
  return journal;
}

describe('a tool node', () => {
  it('fills arguments from templates, keeping the type of a lone expression', async () => {
    const requests: ToolRequest[] = [];
    const tools = createTools(async (request) => {
      requests.push(request);
      request.onDelta('half');
      return { output: 'done' };
    });
    const { result, events, live } = await runSketch(sketch(), { input, bindings: { tools } });
    expect(result.outputs).toEqual({ answer: 'done' });
    expect(requests[0]).toMatchObject({
      input: { text: 'n is 5', raw: 5, deep: { list: [0] } },
      idempotencyKey: `${TEST_RUN_ID}.act.0`,
    });
    expect(events.map(({ type }) => type).slice(3, 7)).toEqual(
      ['node-start', 'tool-call', 'tool-result', 'node-end'].slice(0, 4),
    );
    expect(live).toMatchObject([{ type: 'tool-delta', text: 'half', call: 0 }]);
  });

  it('tries again after a failure, under the same key', async () => {
    const keys: string[] = [];
    const tools = createTools(async ({ idempotencyKey }) => {
      keys.push(idempotencyKey);
      if (keys.length < 2) throw new CodexError({ code: 'TOOL_FAILED', message: 'busy' });
      return { output: 'done' };
    });
    const { result } = await runSketch(sketch({ retry: { maxAttempts: 2, backoffMs: 0 } }), {
      input,
      bindings: { tools },
    });
    expect(result.status).toBe('completed');
    expect(new Set(keys).size).toBe(1);
  });

  it('stops a call in no time when the run is cancelled', async () => {
    let wasAborted = false;
    const abort = new AbortController();
    const tools = createTools(
      ({ signal }) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            wasAborted = true;
          });
          setTimeout(() => abort.abort(), 5);
        }),
    );
    const { result } = await runSketch(sketch(), { input, bindings: { tools }, signal: abort.signal });
    expect(result.status).toBe('cancelled');
    expect(wasAborted).toBe(true);
  });
});

describe('a call that a crash has cut off', () => {
  let effects = 0;
  const run = async (): Promise<{ output: string }> => {
    effects += 1;
    return { output: 'again' };
  };

  async function crashAfterCall(tools: ToolRunner): Promise<Journal> {
    const whole = await runSketch(sketch(), { input, bindings: { tools } });
    const place = whole.events.findIndex(({ type }) => type === 'tool-call') + 1;
    effects = 0;
    return journalWith(whole.events.slice(0, place));
  }

  it('runs again with the same key where that is safe', async () => {
    const tools = createTools(run, { replay: 'safe' });
    const { result } = await runSketch(sketch(), {
      input,
      bindings: { tools },
      journal: await crashAfterCall(tools),
    });
    expect(result.status).toBe('completed');
    expect(effects).toBe(1);
  });

  it.each([
    ['run-again', 1, 'completed', 'again'],
    ['use', 0, 'completed', 'from a person'],
    ['skip', 0, 'failed', undefined],
  ])('goes to a person where it is not, who says %s', async (action, effectCount, status, answer) => {
    const tools = createTools(run);
    const journal = await crashAfterCall(tools);
    const waiting = await runSketch(sketch(), { input, bindings: { tools }, journal });
    expect(waiting.result.status).toBe('paused');
    expect(waiting.events).toContainEqual(
      expect.objectContaining({
        type: 'node-pause',
        question: expect.objectContaining({ type: 'tool-unfinished', tool: 'act', call: 0 }),
      }),
    );
    expect(effects).toBe(0);
    const control = createRunControl();
    control.answer({
      activationId: 'act' as ActivationId,
      answer: { call: 0, action, output: 'from a person' },
      by: 'ada',
    });
    const { result } = await runSketch(sketch(), { input, bindings: { tools }, journal, control });
    expect(result.status).toBe(status);
    expect(result.outputs.answer).toBe(answer);
    expect(effects).toBe(effectCount);
  });
});
