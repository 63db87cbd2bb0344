import type { Passage } from '@codexos/protocol/citation';
import type { ActivationId } from '@codexos/protocol/ids';
import type { EditedStep } from '@codexos/protocol/plan';
import { describe, expect, it } from 'vitest';
import { createRunControl, type CommandReply } from '../run/run-control.ts';
import { call, createWorld, eventsOf, runAgentFlow } from '../testing/agent-world.ts';
import type { PlanEdit } from './edit-plan.ts';
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
      if (event.type === 'plan-update' && event.change.type === 'step')
        return [`${event.change.step.id} ${event.change.step.status}`];
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

describe('a plan that a person edits while it runs', () => {
  const search = (id: string, goal: string, after: string[] = []): EditedStep => ({
    id,
    goal,
    uses: { type: 'search', knowledge: 'source' },
    doneWhen: '',
    after,
  });
  const answer: EditedStep = { id: 'end', goal: 'Answer', uses: { type: 'answer' }, doneWhen: '', after: [] };
  const one = search('one', 'First');
  const two = search('two', 'Second', ['one']);

  /** Runs the plan `one`, `two`, `end`; `edits` come while `one` is under way. */
  async function runWithEdits(...edits: PlanEdit[]) {
    const control = createRunControl();
    const replies: CommandReply[] = [];
    const activationId = 'agent' as ActivationId;
    await using server = await startScriptedModelServer(({ body }) =>
      JSON.stringify(body).includes('You plan work')
        ? { text: JSON.stringify({ steps: [one, two, answer] }) }
        : { text: 'Done.' },
    );
    const retriever = {
      async retrieve({ query }: { query: string }): Promise<Passage[]> {
        if (query !== 'First') return [];
        for (const edit of edits)
          await new Promise<void>((resolve) => {
            control.editPlan({
              activationId,
              edit,
              reply(reply) {
                replies.push(reply);
                resolve();
              },
            });
          });
        return [];
      },
    };
    const run = await runSketch(
      {
        nodes: {
          goal: { kind: 'input', config: { name: 'goal' } },
          agent: { kind: 'agent', config: { model: 'openai/tiny', mode: 'planner', knowledge: ['source'] } },
          out: 'output',
        },
        edges: ['goal.value -> agent.input', 'agent.text -> out.value'],
      },
      { input: { goal: 'g' }, bindings: { ...createWorld(server.url).bindings, retriever }, control },
    );
    expect(run.result.status).toBe('completed');
    return {
      replies,
      events: run.events,
      queries: eventsOf(run.events, 'retrieval').map(({ query }) => query),
    };
  }

  it('goes on with the steps as they are then, and says who changed them', async () => {
    const edited = [one, search('new', 'Before', ['one']), search('two', 'Other', ['new']), answer];
    const { events, queries, replies } = await runWithEdits({ by: 'ada', revision: 1, steps: edited });
    expect(replies).toEqual([{ status: 'taken' }]);
    expect(queries).toEqual(['First', 'Before', 'Other']);
    expect(eventsOf(events, 'plan-update').map(({ change }) => change)).toContainEqual(
      expect.objectContaining({ type: 'edit', by: 'ada', revision: 2 }),
    );
  });

  it('leaves out what was removed', async () => {
    const { queries } = await runWithEdits({ by: 'ada', revision: 1, steps: [one, answer] });
    expect(queries).toEqual(['First']);
  });

  it('refuses an edit of a plan that was edited meanwhile, and keeps the first', async () => {
    const { queries, replies } = await runWithEdits(
      { by: 'ada', revision: 1, steps: [one, search('two', 'Ada'), answer] },
      { by: 'bob', revision: 1, steps: [one, search('two', 'Bob'), answer] },
    );
    expect(replies).toEqual([
      { status: 'taken' },
      { status: 'refused', error: expect.objectContaining({ code: 'CONFLICT' }) },
    ]);
    expect(queries).toEqual(['First', 'Ada']);
  });

  it.each([
    ['changes a step that has begun', [search('one', 'Else'), two, answer], 'CONFLICT', 'has begun'],
    ['removes a step that has begun', [search('two', 'Second'), answer], 'CONFLICT', 'has begun'],
    [
      'names an unknown tool',
      [one, { ...two, uses: { type: 'tool', tool: 'rm' } }, answer],
      'PLAN_INVALID',
      'no tool “rm”',
    ],
    [
      'goes in a circle',
      [one, search('two', 'a', ['x']), search('x', 'b', ['two']), answer],
      'PLAN_INVALID',
      'circle',
    ],
    ['has no answer at its end', [one, two], 'PLAN_INVALID', 'answer'],
    ['has the same id twice', [one, two, two, answer], 'PLAN_INVALID', 'same id'],
  ] as [string, EditedStep[], string, string][])(
    'refuses an edit that %s',
    async (_name, steps, code, words) => {
      const { queries, replies } = await runWithEdits({ by: 'ada', revision: 1, steps });
      expect(replies).toEqual([
        {
          status: 'refused',
          error: expect.objectContaining({ code, message: expect.stringContaining(words) }),
        },
      ]);
      expect(queries).toEqual(['First', 'Second']);
    },
  );
});
