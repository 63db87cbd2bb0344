import type { Passage } from '@codexos/protocol/citation';
import type { ActivationId } from '@codexos/protocol/ids';
import type { Plan } from '@codexos/protocol/plan';
import { describe, expect, it } from 'vitest';
import { createRunControl } from '../run/run-control.ts';
import { call, createWorld, eventsOf, runAgentFlow } from '../testing/agent-world.ts';
import { runSketch } from '../testing/run-sketch.ts';
import { startScriptedModelServer, type ServerScript } from '../testing/scripted-model-server.ts';

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

it('lets a person change the plan while it runs', async () => {
  const control = createRunControl();
  const steps = (uses: { id: string; goal: string }[]): Plan['steps'] => [
    ...uses.map(({ id, goal }, index) => ({
      id,
      goal,
      uses: { type: 'search' as const, knowledge: 'source' },
      doneWhen: '',
      after: index === 0 ? [] : ['one'],
      status: 'pending' as const,
    })),
    {
      id: 'end',
      goal: 'Answer',
      uses: { type: 'answer' as const },
      doneWhen: '',
      after: [],
      status: 'pending' as const,
    },
  ];
  await using server = await startScriptedModelServer(({ body }) =>
    JSON.stringify(body).includes('You plan work')
      ? {
          text: JSON.stringify({
            steps: steps([
              { id: 'one', goal: 'First' },
              { id: 'two', goal: 'Second' },
            ]).map(({ status: _status, ...step }) => step),
          }),
        }
      : { text: 'Done.' },
  );
  const { bindings } = createWorld(server.url);
  const retriever = {
    async retrieve({ query }: { query: string }): Promise<Passage[]> {
      if (query === 'First') {
        control.editPlan({
          activationId: 'agent' as ActivationId,
          plan: {
            goal: 'g',
            steps: steps([
              { id: 'one', goal: 'First' },
              { id: 'two', goal: 'Other' },
            ]),
          },
        });
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return [];
    },
  };
  const { result, events } = await runSketch(
    {
      nodes: {
        goal: { kind: 'input', config: { name: 'goal' } },
        agent: { kind: 'agent', config: { model: 'openai/tiny', mode: 'planner', knowledge: ['source'] } },
        out: 'output',
      },
      edges: ['goal.value -> agent.input', 'agent.text -> out.value'],
    },
    { input: { goal: 'g' }, bindings: { ...bindings, retriever }, control },
  );
  expect(result.status).toBe('completed');
  expect(eventsOf(events, 'retrieval').map(({ query }) => query)).toEqual(['First', 'Other']);
  expect(eventsOf(events, 'plan-write')).toHaveLength(2);
});
