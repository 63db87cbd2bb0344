import { agentConfigSchema } from '@codexos/protocol/agent';
import type { RunEvent, RunEventBody } from '@codexos/protocol/run-event';
import { describe, expect, it } from 'vitest';
import type { Journal } from '../journal/journal.ts';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import type { RunCall, RunCaller } from '../ports/run-caller.ts';
import { agentSketch, call, createWorld, eventsOf, passage, runAgentFlow } from '../testing/agent-world.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { runSketch, TEST_RUN_ID } from '../testing/run-sketch.ts';
import { startScriptedModelServer, type ServerScript } from '../testing/scripted-model-server.ts';

describe.each(['openai/tiny', 'anthropic/tiny'])('the tool loop over %s', (model) => {
  it('runs the tools that the model calls until it answers, and cites what they gave', async () => {
    const { result, events, toolCalls, requests } = await runAgentFlow(
      [
        { text: 'Let me look.', toolCalls: [call('read-file', { path: 'src/a.ts' })] },
        { text: 'It routes [1].' },
      ],
      { model, tools: ['read-file'] },
    );
    expect(result).toMatchObject({
      status: 'completed',
      outputs: { answer: 'It routes [1].' },
      citations: [{ path: 'src/a.ts' }],
    });
    expect(toolCalls).toHaveLength(1);
    expect(JSON.stringify(requests[1]?.body)).toContain('Cite this as [1]');
    expect(eventsOf(events, 'model-call').map(({ call: number }) => number)).toEqual([0, 1]);
    expect(eventsOf(events, 'tool-call')[0]?.idempotencyKey).toMatch(`${TEST_RUN_ID}.agent.`);
    expect(result.usage).toEqual({ inputTokens: 22, outputTokens: 14, microUsd: 0 });
  });

  it('runs the tools of one turn side by side', async () => {
    const { events } = await runAgentFlow(
      [
        { toolCalls: [call('read-file', { path: 'a' }, 'x'), call('read-file', { path: 'b' }, 'y')] },
        { text: 'done' },
      ],
      { model, tools: ['read-file'] },
    );
    const types = events.flatMap(({ type }) =>
      type === 'tool-call' || type === 'tool-result' ? [type] : [],
    );
    expect(types).toEqual(['tool-call', 'tool-call', 'tool-result', 'tool-result']);
  });
});

describe('an agent', () => {
  it('refuses a tool that it was not given, whatever the model or a source says, and journals that', async () => {
    const { toolCalls, events, result } = await runAgentFlow(
      [{ toolCalls: [call('send-mail', { path: 'me' })] }, { text: 'I may not.' }],
      { tools: ['read-file'] },
    );
    expect(toolCalls).toEqual([]);
    expect(eventsOf(events, 'tool-result')).toMatchObject([
      { tool: 'send-mail', error: { code: 'TOOL_NOT_GRANTED' } },
    ]);
    expect(result.status).toBe('completed');
  });

  it('refuses an effect that the flow has not turned on, although the tool is granted', async () => {
    const { toolCalls, events } = await runAgentFlow(
      [{ toolCalls: [call('send-mail', { path: 'me' })] }, { text: 'No.' }],
      { tools: ['send-mail'] },
    );
    expect(toolCalls).toEqual([]);
    expect(eventsOf(events, 'tool-result')).toMatchObject([{ error: { code: 'EFFECT_NOT_ALLOWED' } }]);
  });

  it('looks into its knowledge first and can search on', async () => {
    const { events, result } = await runAgentFlow(
      [{ toolCalls: [call('search-knowledge', { query: 'routing' })] }, { text: 'See [1].' }],
      { knowledge: ['source'] },
    );
    expect(eventsOf(events, 'retrieval').map(({ query }) => query)).toEqual([
      'What does the router do?',
      'routing',
    ]);
    expect(result.citations).toMatchObject([{ path: 'docs/a.md' }]);
  });

  it('answers from what it has when its turns are used up, and says so', async () => {
    const { events, result } = await runAgentFlow(
      (_request, index) =>
        index < 2 ? { toolCalls: [call('read-file', { path: `f${index}` })] } : { text: 'As far as I got.' },
      { tools: ['read-file'], maxSteps: 2 },
    );
    expect(result.outputs).toEqual({ answer: 'As far as I got.' });
    expect(eventsOf(events, 'limit-reach')).toMatchObject([{ limit: 'steps', nodeId: 'agent' }]);
  });

  it('stops spending when its tokens are used up', async () => {
    const { result, events } = await runAgentFlow(
      [{ toolCalls: [call('read-file', { path: 'a' })], usage: { inputTokens: 90, outputTokens: 20 } }],
      { tools: ['read-file'], maxTokens: 100 },
    );
    expect(result).toMatchObject({ status: 'failed', error: { code: 'LIMIT_REACHED' } });
    expect(eventsOf(events, 'limit-reach')).toMatchObject([{ limit: 'tokens' }]);
  });

  it('stops spending when its money is used up', async () => {
    await using server = await startScriptedModelServer([
      { toolCalls: [call('read-file', { path: 'a' })], usage: { inputTokens: 3, outputTokens: 2 } },
    ]);
    const { bindings } = createWorld(server.url, { 'openai/tiny': { input: 1_000_000, output: 2_000_000 } });
    const { result, events } = await runSketch(agentSketch({ tools: ['read-file'], maxMicroUsd: 5 }), {
      bindings,
      input: { goal: 'x' },
    });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'LIMIT_REACHED' } });
    expect(eventsOf(events, 'limit-reach')).toMatchObject([{ limit: 'money' }]);
  });

  it('ends a call that takes longer than the agent may', async () => {
    await using server = await startScriptedModelServer([{ text: 'Once upon a time', hangAfterFrames: 1 }]);
    const { bindings } = createWorld(server.url);
    const clock = createFakeClock();
    const running = runSketch(agentSketch({ maxDurationMs: 5_000 }), {
      bindings,
      clock,
      input: { goal: 'Tell a story' },
    });
    await expect.poll(() => server.requests.length).toBe(1);
    await clock.advance(5_000);
    expect((await running).result).toMatchObject({
      status: 'failed',
      error: { code: 'LIMIT_REACHED', message: 'The agent has used its 5000 ms, which is its limit.' },
    });
    await expect.poll(() => server.abortedCount()).toBe(1);
  });

  it('is answered by its stand-ins in their order when its model fails', async () => {
    const { result, events } = await runAgentFlow([{ status: 500 }, { status: 500 }, { status: 500 }], {
      model: 'openai/tiny',
      fallbackModels: ['anthropic/tiny', 'builtin/extractive'],
      knowledge: ['source'],
    });
    expect(result.status).toBe('completed');
    expect(eventsOf(events, 'model-call').map(({ model }) => model)).toEqual(['builtin/extractive']);
  });

  it('remembers, and has its notes the next time', async () => {
    await using server = await startScriptedModelServer((_request, index) =>
      index === 0 ? { toolCalls: [call('remember', { key: 'name', value: 'Ada' })] } : { text: 'ok' },
    );
    const { bindings } = createWorld(server.url);
    const sketch = {
      nodes: {
        agent: { kind: 'agent', config: { model: 'openai/tiny', memoryScope: 'agent' } },
        goal: { kind: 'input', config: { name: 'goal' } },
        out: 'output',
      },
      edges: ['goal.value -> agent.input', 'agent.text -> out.value'],
    };
    const first = await runSketch(sketch, { bindings, input: { goal: 'I am Ada' } });
    await runSketch(sketch, { bindings, input: { goal: 'Who am I?' } });
    expect(eventsOf(first.events, 'memory-write')).toMatchObject([
      { key: 'name', value: 'Ada', scope: 'agent' },
    ]);
    expect(JSON.stringify(server.requests[2]?.body.messages)).toContain('name: Ada');
  });
});

describe('an agent that was killed', () => {
  const script: ServerScript = (request) => {
    const results = request.body.messages.filter(({ role }) => role === 'tool').length;
    return results < 2
      ? { toolCalls: [call('read-file', { path: `f${results}` }, `c${results}`)] }
      : { text: 'Both read [1][2].' };
  };
  const config = { tools: ['read-file'] };

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

  it('goes on after its last recorded call at every place, and repeats none that has a result', async () => {
    const whole = await runAgentFlow(script, config);
    for (let place = 0; place <= whole.events.length; place++) {
      const before = whole.events.slice(0, place);
      const resumed = await runAgentFlow(script, config, await journalWith(before));
      expect(resumed.result.outputs, `after event ${place}`).toEqual(whole.result.outputs);
      const all = [...before, ...resumed.events];
      const results = eventsOf(all, 'tool-result').map(({ call: number }) => number);
      expect(results, `after event ${place}`).toEqual([...new Set(results)]);
      expect(eventsOf(all, 'model-call')).toHaveLength(3);
      // A read that was cut off runs again, under the same key.
      expect(new Set(eventsOf(all, 'tool-call').map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
    }
  });
});

describe('sub-agents', () => {
  it('run as child runs, whose citations and usage count for the caller', async () => {
    await using server = await startScriptedModelServer([
      { toolCalls: [call('ask-reader', { goal: 'Read the guide' })] },
      { text: 'The reader says so [1].' },
    ]);
    const { bindings } = createWorld(server.url);
    const asked: RunCall[] = [];
    const caller: RunCaller = {
      getAgent: async ({ agentId }) => ({
        agentId,
        name: 'Reader',
        description: 'Reads.',
        config: agentConfigSchema.parse({}),
      }),
      call: async (request) => {
        asked.push(request);
        const citations = [passage('guide.md', '').citation];
        return {
          status: 'completed',
          output: 'It says so [1].',
          citations,
          usage: { inputTokens: 3, outputTokens: 2, microUsd: 9 },
        };
      },
    };
    const { result, events } = await runSketch(
      {
        nodes: {
          goal: { kind: 'input', config: { name: 'goal' } },
          agent: { kind: 'agent', config: { model: 'openai/tiny', subAgents: ['reader-id'] } },
          out: 'output',
        },
        edges: ['goal.value -> agent.input', 'agent.text -> out.value'],
      },
      { input: { goal: 'Ask the reader' }, bindings: { ...bindings, caller } },
    );
    expect(asked).toMatchObject([
      {
        callee: { type: 'agent', agentId: 'reader-id', goal: 'Read the guide' },
        parent: { runId: TEST_RUN_ID, activationId: 'agent' },
        allowedEffects: [],
      },
    ]);
    const [start] = eventsOf(events, 'child-run-start');
    expect(start).toMatchObject({ agentId: 'reader-id', childRunId: asked[0]?.childRunId });
    expect(eventsOf(events, 'child-run-end')).toMatchObject([
      { childRunId: start?.childRunId, status: 'completed' },
    ]);
    expect(result).toMatchObject({
      status: 'completed',
      citations: [{ path: 'guide.md' }],
      usage: { inputTokens: 25, microUsd: 9 },
    });
  });
});
