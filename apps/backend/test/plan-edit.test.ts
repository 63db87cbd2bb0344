import { startScriptedModelServer, type ScriptedModelServer } from '@codexos/application/testing';
import type { RunDetail } from '@codexos/protocol/contracts/runs.contract';
import type { EditedStep, Plan } from '@codexos/protocol/plan';
import type { RunEvent } from '@codexos/protocol/run-event';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addFlow } from './flows.ts';
import { startTestServer, type Reply, type TestServer } from './start-test-server.ts';

const calculator = (id: string, goal: string, after: string[] = []): EditedStep => ({
  id,
  goal,
  uses: { type: 'tool', tool: 'calculator' },
  doneWhen: '',
  after,
});
const answer: EditedStep = { id: 'end', goal: 'Answer', uses: { type: 'answer' }, doneWhen: '', after: [] };
const one = calculator('one', 'First');
const two = calculator('two', 'Second', ['one']);

let model: ScriptedModelServer;
let server: TestServer;
/** The model answers the first step only once the test lets it. */
let letGo: () => void;
let held: Promise<void>;

beforeAll(async () => {
  model = await startScriptedModelServer(({ body }) => {
    const text = JSON.stringify(body);
    if (text.includes('You plan work')) return { text: JSON.stringify({ steps: [one, two, answer] }) };
    const [tool, ...others] = body.tools ?? [];
    if (tool && others.length === 0)
      return {
        toolCalls: [{ id: 'c', name: 'calculator', input: { expression: '1 + 1' } }],
        ...(text.includes('First') ? { waitFor: held } : {}),
      };
    return { text: 'Done.' };
  });
  server = await startTestServer({
    readSecret: (name) => (name === 'OPENAI_COMPATIBLE_BASE_URL' ? `${model.url}/v1` : undefined),
  });
});
afterEach(() => setRole('admin'));
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await model[Symbol.asyncDispose]();
});

describe('PATCH /api/v1/runs/:runId/plan', () => {
  it('changes what is still to come, says who did it, and gives the plan back', async () => {
    const runId = await startPlanned();
    const reply = await edit(runId, 1, [one, calculator('two', 'Other', ['one']), answer]);
    expect([reply.status, reply.body]).toMatchObject([
      200,
      { revision: 2, steps: [{ id: 'one', status: 'running' }, { goal: 'Other' }, { id: 'end' }] },
    ]);
    letGo();
    const events = await eventsAtEnd(runId);
    const { principal } = server.test;
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'plan-update',
        change: expect.objectContaining({ type: 'edit', by: principal.userId, revision: 2 }),
      }),
    );
    expect(goalsDone(events)).toEqual(['First', 'Other']);
  });

  it('answers 409 to an edit of an older plan, and keeps the newer one', async () => {
    const runId = await startPlanned();
    await edit(runId, 1, [one, answer]);
    const reply = await edit(runId, 1, [one, two, answer]);
    expect([reply.status, reply.body]).toMatchObject([
      409,
      { error: { code: 'CONFLICT', message: expect.stringContaining('revision 2') } },
    ]);
    letGo();
    expect(goalsDone(await eventsAtEnd(runId))).toEqual(['First']);
  });

  it('answers 409 to a change of a step that has begun, and 422 to steps that cannot be done', async () => {
    const runId = await startPlanned();
    expect((await edit(runId, 1, [two, answer])).status).toBe(409);
    const unknown: EditedStep = { ...two, uses: { type: 'tool', tool: 'http-request' } };
    expect((await edit(runId, 1, [one, unknown, answer])).body).toMatchObject({
      error: { code: 'PLAN_INVALID', message: expect.stringContaining('http-request') },
    });
    letGo();
    await eventsAtEnd(runId);
    expect((await edit(runId, 1, [one, answer])).body).toMatchObject({ error: { code: 'RUN_NOT_ACTIVE' } });
  });

  it.each([
    ['admin', 200],
    ['creator', 200],
    ['executor', 200],
    ['viewer', 403],
  ])('as %s answers %i', async (role, status) => {
    const runId = await startPlanned();
    await setRole(role);
    expect((await edit(runId, 1, [one, answer])).status).toBe(status);
    await setRole('admin');
    letGo();
    expect(goalsDone(await eventsAtEnd(runId))).toEqual(status === 200 ? ['First'] : ['First', 'Second']);
  });
});

/** A run of a planner whose first step is under way. */
async function startPlanned(): Promise<string> {
  ({ promise: held, resolve: letGo } = Promise.withResolvers<void>());
  const flow = await addFlow(server, {
    name: 'Planned',
    nodes: [
      { id: 'goal', kind: 'input', config: { name: 'goal' } },
      {
        id: 'planner',
        kind: 'agent',
        config: { mode: 'planner', model: 'local/tiny', tools: ['calculator'] },
      },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'goal', port: 'value' }, to: { node: 'planner', port: 'input' } },
      { id: 'e2', from: { node: 'planner', port: 'text' }, to: { node: 'result', port: 'value' } },
    ],
  });
  const run = await server.request('POST', `/api/v1/flows/${flow.id}/runs`, {
    body: { input: { goal: 'g' } },
  });
  const { id } = run.body as RunDetail;
  const socket = await server.connect();
  const isUnderWay = new Promise<void>((resolve) => {
    const look = (event: RunEvent): void => {
      if (event.type === 'plan-update') resolve();
    };
    socket.on('run-event', look);
    socket.emit('run-join', { runId: id }, (joined) => {
      if (joined.ok) joined.value.events.forEach(look);
    });
  });
  await isUnderWay;
  socket.disconnect();
  return id;
}

function edit(runId: string, revision: number, steps: EditedStep[]): Promise<Reply> {
  return server.request('PATCH', `/api/v1/runs/${runId}/plan`, {
    body: { activationId: 'planner', revision, steps },
  });
}

async function eventsAtEnd(runId: string): Promise<RunEvent[]> {
  const { application, principal } = server.test;
  await application.services.runs.waitForResult({ workspaceId: principal.workspaceId, runId }, 20_000);
  return ((await server.request('GET', `/api/v1/runs/${runId}/events`)).body as { items: RunEvent[] }).items;
}

/** Goals of the steps that were done, without the answer. */
function goalsDone(events: readonly RunEvent[]): string[] {
  const end = events.find((event) => event.type === 'node-end' && event.nodeId === 'planner');
  const value = end?.type === 'node-end' ? end.outputs.find(({ port }) => port === 'plan')?.value : undefined;
  const { steps } = value as unknown as Plan;
  return steps.flatMap(({ goal, status, uses }) =>
    status === 'done' && uses.type !== 'answer' ? [goal] : [],
  );
}

async function setRole(role: string): Promise<void> {
  await server.test.application.services.database.query.updateTable('members').set({ role }).execute();
}
