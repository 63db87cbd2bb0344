import type { Passage } from '@codexos/protocol/citation';
import type { RunEvent, RunEventBody } from '@codexos/protocol/run-event';
import { describe, expect, it } from 'vitest';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import type { Journal } from '../journal/journal.ts';
import { createInMemoryStore } from '../memory/in-memory-store.ts';
import { createAnthropicProvider } from '../models/anthropic.provider.ts';
import { createExtractiveProvider } from '../models/extractive.provider.ts';
import { createModelRouter } from '../models/model-router.ts';
import { createOpenAiCompatibleProvider } from '../models/openai-compatible.provider.ts';
import type { ToolRunner, ToolSpec } from '../ports/tool-runner.ts';
import type { RunBindings } from '../run/run-env.ts';
import { runSketch, TEST_RUN_ID, type SketchRun } from '../testing/run-sketch.ts';
import {
  startScriptedModelServer,
  type ServerRequest,
  type ServerScript,
} from '../testing/scripted-model-server.ts';

const passage = (path: string, text: string): Passage => ({
  text,
  citation: { path, startLine: 1, endLine: 3, blobHash: path },
  score: 1,
});

function tool(name: string, effect: ToolSpec['effect'] = 'read'): ToolSpec {
  const inputSchema = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
  return {
    name,
    effect,
    label: name,
    description: `The tool ${name}`,
    icon: '',
    inputSchema,
    outputSchema: {},
    secrets: [],
  };
}

interface World {
  bindings: RunBindings;
  toolCalls: string[];
}

function createWorld(url: string): World {
  const toolCalls: string[] = [];
  const tools: ToolRunner = {
    list: () => [tool('read-file'), tool('send-mail', 'write')],
    async run({ tool: name, input, idempotencyKey }) {
      toolCalls.push(`${name} ${JSON.stringify(input)} ${idempotencyKey}`);
      return {
        output: `contents of ${String(input.path)}`,
        citations: [passage(String(input.path), '').citation],
      };
    },
  };
  const models = createModelRouter({
    providers: [
      createOpenAiCompatibleProvider({ id: 'openai', label: 'OpenAI', baseUrl: `${url}/v1` }),
      createAnthropicProvider({ secrets: { read: async () => 'key' }, baseUrl: `${url}/v1` }),
      createExtractiveProvider(),
    ],
  });
  const retriever = {
    retrieve: async ({ query }: { query: string }) => [
      passage('docs/a.md', `About ${query}. It routes requests.`),
    ],
  };
  return { bindings: { models, tools, retriever, memory: createInMemoryStore() }, toolCalls };
}

type AgentSettings = Record<string, string | number | string[]>;

async function runAgentFlow(
  script: ServerScript,
  config: AgentSettings,
  journal?: Journal,
): Promise<SketchRun & World & { requests: ServerRequest[] }> {
  await using server = await startScriptedModelServer(script);
  const world = createWorld(server.url);
  const run = await runSketch(
    {
      nodes: {
        goal: { kind: 'input', config: { name: 'goal', type: 'json' } },
        agent: { kind: 'agent', config: { model: 'openai/tiny', ...config } },
        out: 'output',
      },
      edges: ['goal.value -> agent.input', 'agent.text -> out.value'],
    },
    {
      input: { goal: 'What does the router do?' },
      bindings: world.bindings,
      ...(journal ? { journal } : {}),
    },
  );
  return { ...run, ...world, requests: server.requests };
}

function eventsOf<TType extends RunEvent['type']>(
  events: readonly RunEvent[],
  type: TType,
): Extract<RunEvent, { type: TType }>[] {
  return events.filter((event): event is Extract<RunEvent, { type: TType }> => event.type === type);
}

const call = (name: string, input: object, id = name): { id: string; name: string; input: object } => ({
  id,
  name,
  input,
});

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

describe('the planner', () => {
  const plan = {
    steps: [
      { id: 'find', goal: 'Find the router', uses: { type: 'search', knowledge: 'source' }, after: [] },
      { id: 'read', goal: 'Read src/a.ts', uses: { type: 'tool', tool: 'read-file' }, after: [] },
      { id: 'end', goal: 'Answer', uses: { type: 'answer' }, after: ['find', 'read'] },
    ],
  };
  const config = {
    mode: 'planner',
    tools: ['read-file'],
    knowledge: ['source'],
    memoryScope: 'run',
    reflectionRounds: 1,
  };

  /** Says what each kind of question asks for. */
  const script =
    (planText: string): ServerScript =>
    ({ body }) => {
      const text = JSON.stringify(body);
      if (text.includes('You plan work')) return { text: planText };
      if (text.includes('Judge the draft'))
        return { text: '{"verdict":"revise","issues":["too short"],"query":"routing"}' };
      if (text.includes('Write the answer again')) return { text: 'It routes, at length [1].' };
      if (body.tools?.length === 1) return { toolCalls: [call('read-file', { path: 'src/a.ts' })] };
      return { text: 'It routes [1].' };
    };

  it('writes a plan, does its steps, remembers, reflects and answers, all of it in events', async () => {
    const { result, events } = await runAgentFlow(
      script(`Here it is:\n\`\`\`json\n${JSON.stringify(plan)}\n\`\`\``),
      config,
    );
    expect(result).toMatchObject({ status: 'completed', outputs: { answer: 'It routes, at length [1].' } });
    const story = events.flatMap((event) => {
      if (event.type === 'plan-update') return [`${event.step.id} ${event.step.status}`];
      return ['plan-write', 'memory-write', 'tool-call', 'retrieval'].includes(event.type)
        ? [event.type]
        : [];
    });
    expect(story[1]).toBe('plan-write');
    expect(story).toEqual(
      expect.arrayContaining([
        'find running',
        'find done',
        'read running',
        'read done',
        'tool-call',
        'memory-write',
        'end done',
      ]),
    );
    expect(story.indexOf('memory-write')).toBeGreaterThan(story.indexOf('read done'));
    const [ended] = eventsOf(events, 'node-end').filter(({ nodeId }) => nodeId === 'agent');
    expect(ended?.outputs.find(({ port }) => port === 'plan')?.value).toMatchObject({
      steps: [{ status: 'done' }, { status: 'done' }, { status: 'done' }],
    });
  });

  it('sends a plan with mistakes back once', async () => {
    let planCount = 0;
    const base = script(JSON.stringify(plan));
    const { requests, result } = await runAgentFlow((request, index) => {
      const isPlan = JSON.stringify(request.body).includes('You plan work');
      if (isPlan && planCount++ === 0)
        return { text: '{"steps":[{"id":"x","goal":"y","uses":{"type":"tool","tool":"rm-rf"},"after":[]}]}' };
      return typeof base === 'function' ? base(request, index) : {};
    }, config);
    expect(JSON.stringify(requests[1]?.body)).toContain('there is no tool “rm-rf”');
    expect(result.status).toBe('completed');
  });

  it('plans from the clauses of the goal when the model cannot', async () => {
    const { events, result } = await runAgentFlow(script('I would rather not.'), config);
    expect(result.status).toBe('completed');
    expect(eventsOf(events, 'plan-write')[0]?.plan.steps.map(({ uses }) => uses.type)).toEqual([
      'search',
      'answer',
    ]);
  });

  it('works without a language model', async () => {
    const { events, result } = await runAgentFlow([], { ...config, model: 'builtin/extractive' });
    expect(result.status).toBe('completed');
    expect(result.outputs.answer).toContain('It routes requests. [1]');
    expect(eventsOf(events, 'plan-write')).toHaveLength(1);
  });
});
