import { flowSchema, type FlowInput } from '@codexos/protocol/flow';
import type { FlowId, RunId, WorkspaceId } from '@codexos/protocol/ids';
import type { RunEvent } from '@codexos/protocol/run-event';
import { createFlowDocument } from '@codexos/flow-document';
import { createId } from '@codexos/utils/ids';
import { createLogger } from '@codexos/utils/logging';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createApplication, type Application } from '../../application.ts';
import { createTestApplication, databaseKinds } from '../../testing/index.ts';

type Nodes = FlowInput['nodes'];

function flowOf(name: string, nodes: Nodes, edges: string[], settings?: FlowInput['settings']): FlowInput {
  return {
    name,
    nodes,
    edges: edges.map((edge, index) => {
      const [from = '', to = ''] = edge.split(' -> ');
      const [node = '', port = ''] = from.split('.');
      const [toNode = '', toPort = ''] = to.split('.');
      return { id: `e${index}`, from: { node, port }, to: { node: toNode, port: toPort } } as never;
    }),
    ...(settings ? { settings } : {}),
  };
}

const node = (id: string, kind: string, config: object = {}): Nodes[number] =>
  ({ id, kind, config }) as never;

/** Says “<greeting>, <name>” once somebody has approved. */
const asking = flowOf(
  'Greeting',
  [
    node('who', 'input', { name: 'who' }),
    node('ask', 'approval'),
    node('say', 'expression', { expression: '"Hello, " + input' }),
    node('out', 'output', { name: 'text' }),
  ],
  ['who.value -> ask.input', 'ask.approved -> say.input', 'say.value -> out.value'],
);

const plain = flowOf(
  'Shout',
  [
    node('who', 'input', { name: 'who' }),
    node('say', 'expression', { expression: 'input + "!"' }),
    node('out', 'output', { name: 'text' }),
  ],
  ['who.value -> say.input', 'say.value -> out.value'],
);

const calling = (id: string): object => ({
  flow: {
    id,
    version: 'latest',
    name: 'Called',
    inputs: [{ name: 'who', type: 'text', required: true }],
    outputs: [{ name: 'text' }],
  },
});

const caller = (id: string, name = 'Caller'): FlowInput =>
  flowOf(
    name,
    [
      node('in', 'input', { name: 'who' }),
      node('sub', 'sub-flow', calling(id)),
      node('out', 'output', { name: 'text' }),
    ],
    ['in.value -> sub.who', 'sub.text -> out.value'],
  );

class World {
  readonly application: Application;
  readonly workspaceId: WorkspaceId;

  constructor(application: Application, workspaceId: WorkspaceId) {
    this.application = application;
    this.workspaceId = workspaceId;
  }

  async save(input: FlowInput, { isPublished = true, id = createId<FlowId>() } = {}): Promise<FlowId> {
    const { flows } = this.application.services;
    const flow = flowSchema.parse(input);
    const key = { workspaceId: this.workspaceId, flowId: id };
    const document = Y.encodeStateAsUpdate(createFlowDocument(flow));
    await flows.create({ ...key, name: flow.name, description: '', document, draft: flow, createdAt: 1 });
    if (isPublished) await this.publish(id, flow, 1);
    return id;
  }

  async publish(flowId: FlowId, input: FlowInput, number: number): Promise<void> {
    const { flows } = this.application.services;
    const key = { workspaceId: this.workspaceId, flowId };
    await flows.insertVersion(key, {
      number,
      contentHash: `h${number}`,
      flow: flowSchema.parse(input),
      at: 1,
    });
    await flows.setPublished(key, number);
  }

  async start(input: FlowInput, who = 'Ada', flowId?: FlowId): Promise<RunId> {
    const { id } = await this.application.services.runs.start({
      workspaceId: this.workspaceId,
      name: input.name,
      trigger: 'manual',
      flow: flowSchema.parse(input),
      input: { who },
      ...(flowId === undefined ? {} : { flowId }),
    });
    return id;
  }

  until(runId: string, status: string): Promise<void> {
    const key = { workspaceId: this.workspaceId, runId };
    return vi.waitFor(
      async () => expect((await this.application.services.runStore.get(key)).status).toBe(status),
      { timeout: 10_000 },
    );
  }

  run(runId: string) {
    return this.application.services.runStore.get({ workspaceId: this.workspaceId, runId });
  }

  async children(runId: RunId): Promise<RunId[]> {
    return (await this.events(runId)).flatMap((event) =>
      event.type === 'child-run-start' ? [event.childRunId] : [],
    );
  }

  async events(runId: RunId): Promise<RunEvent[]> {
    return this.application.services.journal.read(runId, 0);
  }

  approve(runId: RunId): Promise<void> {
    return this.application.services.runs.answer(
      { workspaceId: this.workspaceId, runId },
      { activationId: 'ask', answer: { isApproved: true }, by: 'ada' },
    );
  }

  problems(flow: FlowInput, flowId?: FlowId) {
    return this.application.services.compiler.problemsOf(this.workspaceId, flowSchema.parse(flow), flowId);
  }
}

const open = async ({ application }: { application: Application }): Promise<World> =>
  new World(application, (await application.services.sessions.localPrincipal()).workspaceId);

describe.each(databaseKinds)('a flow that calls a flow, on %s', (kind) => {
  it('waits with it, and takes its outputs when it has ended', async () => {
    await using test = await createTestApplication({ kind });
    const world = await open(test);
    const called = await world.save(asking);
    const runId = await world.start(caller(called));
    await world.until(runId, 'paused');
    const [child] = await world.children(runId);
    if (!child) throw new Error('No run was started.');
    expect(await world.run(child)).toMatchObject({
      flowId: called,
      name: 'Greeting',
      version: 1,
      trigger: 'flow',
      parentRunId: runId,
    });
    await world.approve(child);
    await world.until(runId, 'completed');
    expect((await world.run(runId)).outputs).toEqual({ text: 'Hello, Ada' });
    expect((await world.events(runId)).find(({ type }) => type === 'child-run-start')).toMatchObject({
      flowId: called,
      name: 'Called',
    });
  });

  it('ends with its caller', async () => {
    await using test = await createTestApplication({ kind });
    const world = await open(test);
    const runId = await world.start(caller(await world.save(asking)));
    await world.until(runId, 'paused');
    await world.application.services.runs.cancel({ workspaceId: world.workspaceId, runId }, 'ada');
    await world.until(runId, 'cancelled');
    const [child = ''] = await world.children(runId);
    expect((await world.run(child)).status).toBe('cancelled');
  });
});

it('runs at any depth, and in a list and a loop', async () => {
  await using test = await createTestApplication();
  const world = await open(test);
  const inner = await world.save(plain);
  const middle = await world.save(caller(inner, 'Middle'));
  const outer = flowOf(
    'Outer',
    [
      node('in', 'input', { name: 'who' }),
      node('list', 'expression', { expression: '[input, "Bob"]' }),
      node('each', 'map'),
      node('sub', 'sub-flow', calling(middle)),
      node('loop', 'loop', { maxTurns: 3 }),
      node('again', 'sub-flow', calling(inner)),
      node('first', 'expression', { expression: 'input[0]' }),
      node('looped', 'output', { name: 'looped' }),
      node('out', 'output', { name: 'text' }),
    ],
    [
      'in.value -> list.input',
      'list.value -> each.list',
      'each.item -> sub.who',
      'sub.text -> each.result',
      'each.done -> out.value',
      'list.value -> first.input',
      'first.value -> loop.input',
      'loop.body -> again.who',
      'again.text -> loop.back',
      'loop.done -> looped.value',
    ],
  );
  const runId = await world.start(outer);
  await world.until(runId, 'completed');
  expect((await world.run(runId)).outputs).toEqual({ text: ['Ada!', 'Bob!'], looped: 'Ada!!!' });
  expect(await world.children(runId)).toHaveLength(5);
});

it('goes on after a restart with the run that it had called', async () => {
  const test = await createTestApplication();
  const first = await open(test);
  const runId = await first.start(caller(await first.save(asking)));
  await first.until(runId, 'paused');
  const [child] = await first.children(runId);
  await test.application.close();
  const application = await createApplication({
    dataFolder: test.dataFolder,
    fixedRoots: [],
    allowedAddresses: [],
    readSecret: () => undefined,
    logger: createLogger({ level: 'silent' }),
    version: '0.0.0',
  });
  const second = await open({ application });
  await application.start();
  if (!child) throw new Error('No run was started.');
  await second.approve(child);
  await second.until(runId, 'completed');
  expect((await second.run(runId)).outputs).toEqual({ text: 'Hello, Ada' });
  expect(await second.children(runId)).toEqual([child]);
  await application.close();
  await test.remove();
});

describe('a failing flow', () => {
  const failing = flowOf(
    'Failing',
    [
      node('who', 'input', { name: 'who' }),
      node('if', 'condition', { expression: '"neither"' }),
      node('out', 'output', { name: 'text' }),
    ],
    ['who.value -> if.input', 'if.true -> out.value'],
  );

  it('fails the node with its cause', async () => {
    await using test = await createTestApplication();
    const world = await open(test);
    const runId = await world.start(caller(await world.save(failing)));
    await world.until(runId, 'failed');
    const [child = ''] = await world.children(runId);
    expect((await world.run(runId)).error).toMatchObject({
      code: 'EXPRESSION_FAILED',
      message: expect.stringContaining(child),
    });
  });

  it('is not called again when it could never work', async () => {
    await using test = await createTestApplication();
    const world = await open(test);
    const flow = caller(await world.save(failing));
    const retried = {
      ...flow,
      nodes: flow.nodes.map((one) =>
        one.id === 'sub' ? { ...one, retry: { maxAttempts: 2, backoffMs: 0 } } : one,
      ),
    };
    const runId = await world.start(retried);
    await world.until(runId, 'failed');
    expect(await world.children(runId)).toHaveLength(1);
  });
});

describe('the check of a flow that calls a flow', () => {
  it('knows what is missing, unpublished or changed', async () => {
    await using test = await createTestApplication();
    const world = await open(test);
    expect(await world.problems(caller('none'))).toMatchObject([{ code: 'SUB_FLOW_MISSING', nodeId: 'sub' }]);
    const draft = await world.save(plain, { isPublished: false });
    expect(await world.problems(caller(draft))).toMatchObject([{ code: 'SUB_FLOW_UNPUBLISHED' }]);
    const called = await world.save(plain);
    expect(await world.problems(caller(called))).toEqual([]);
    const grown = {
      ...plain,
      nodes: [...plain.nodes, node('more', 'input', { name: 'loud', required: false })],
    };
    await world.publish(called, grown, 2);
    expect(await world.problems(caller(called))).toMatchObject([
      { code: 'SUB_FLOW_CHANGED', severity: 'warning', message: expect.stringContaining('now takes “loud”') },
    ]);
    await world.publish(
      called,
      flowOf('Shout', [node('o', 'input'), node('out', 'output')], ['o.value -> out.value']),
      3,
    );
    expect(await world.problems(caller(called))).toMatchObject([
      {
        code: 'SUB_FLOW_CHANGED',
        severity: 'error',
        message: expect.stringContaining('no longer has “who”'),
      },
    ]);
    const writing = await world.save({ ...plain, settings: { allowedEffects: ['write'] } });
    expect(await world.problems(caller(writing))).toMatchObject([{ code: 'EFFECT_NOT_ALLOWED' }]);
  });

  it('refuses a circle, also one that goes through other flows', async () => {
    await using test = await createTestApplication();
    const world = await open(test);
    const id = createId<FlowId>();
    expect(await world.problems(caller(id), id)).toMatchObject([{ code: 'SUB_FLOW_MISSING' }]);
    const own = caller(id, 'Outer');
    await world.save(own, { id, isPublished: false });
    expect(await world.problems(own, id)).toMatchObject([{ code: 'SUB_FLOW_RECURSIVE' }]);
    const middle = await world.save(caller(id, 'Middle'));
    await world.publish(id, caller(middle, 'Outer'), 1);
    expect(await world.problems(caller(middle, 'Outer'), id)).toMatchObject([
      { code: 'SUB_FLOW_RECURSIVE', message: expect.stringContaining('“Outer” → “Middle” → “Outer”') },
    ]);
  });

  it('stops a circle that came about while it ran', async () => {
    await using test = await createTestApplication();
    const world = await open(test);
    const inner = await world.save(plain);
    const waiting = flowOf(
      'Outer',
      [
        node('in', 'input', { name: 'who' }),
        node('ask', 'approval'),
        node('sub', 'sub-flow', calling(inner)),
        node('out', 'output', { name: 'text' }),
      ],
      ['in.value -> ask.input', 'ask.approved -> sub.who', 'sub.text -> out.value'],
    );
    const outer = await world.save(waiting);
    const runId = await world.start(waiting, 'Ada', outer);
    await world.until(runId, 'paused');
    await world.publish(inner, caller(outer, 'Inner'), 2);
    await world.approve(runId);
    await world.until(runId, 'failed');
    expect((await world.run(runId)).error).toMatchObject({
      code: 'FLOW_INVALID',
      message: expect.stringContaining('would call itself'),
    });
  });
});
