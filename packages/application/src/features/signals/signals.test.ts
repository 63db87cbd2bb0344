import { flowSchema, type Flow } from '@codexos/protocol/flow';
import type { JsonValue } from '@codexos/protocol/json';
import { createLogger } from '@codexos/utils/logging';
import { describe, expect, it, vi } from 'vitest';
import { createApplication, type Application } from '../../application.ts';
import { createTestApplication, databaseKinds } from '../../testing/index.ts';
import { sendSignalUseCase } from './send-signal.use-case.ts';

const schema = { type: 'object', properties: { paid: { type: 'boolean' } }, required: ['paid'] };

function waiting({ withWork = false } = {}): Flow {
  const edge = (id: string, from: string, to: string) => {
    const [node, port] = from.split('.');
    const [toNode, toPort] = to.split('.');
    return { id, from: { node, port }, to: { node: toNode, port: toPort } };
  };
  return flowSchema.parse({
    name: 'Order',
    nodes: [
      { id: 'order', kind: 'input', config: { name: 'order' } },
      { id: 'wait', kind: 'signal', config: { name: 'paid', key: '{{ input }}', schema } },
      { id: 'out', kind: 'output', config: { name: 'payload' } },
      ...(withWork
        ? [
            { id: 'ask', kind: 'approval' },
            { id: 'done', kind: 'output', config: { name: 'done' } },
          ]
        : []),
    ],
    edges: [
      edge('e1', 'order.value', 'wait.input'),
      edge('e2', 'wait.payload', 'out.value'),
      ...(withWork ? [edge('e3', 'order.value', 'ask.input'), edge('e4', 'ask.approved', 'done.value')] : []),
    ],
  });
}

async function worldOf(application: Application) {
  const { services } = application;
  const principal = await services.sessions.localPrincipal();
  const { workspaceId } = principal;
  const statusOf = async (runId: string) => (await services.runStore.get({ workspaceId, runId })).status;
  return {
    async start(order: string, flow = waiting()): Promise<string> {
      const { id } = await services.runs.start({
        workspaceId,
        name: flow.name,
        trigger: 'manual',
        flow,
        input: { order },
      });
      await vi.waitFor(async () => expect(await statusOf(id)).toBe('paused'), { timeout: 10_000 });
      return id;
    },
    send: (key: string, payload: JsonValue) =>
      sendSignalUseCase.run({
        services,
        principal,
        params: { name: 'paid' },
        query: {},
        body: { key, payload },
        signal: new AbortController().signal,
      }),
    until: (runId: string, status: string) =>
      vi.waitFor(async () => expect(await statusOf(runId)).toBe(status), { timeout: 10_000 }),
    outputs: async (runId: string) => (await services.runStore.get({ workspaceId, runId })).outputs,
    answer: (runId: string) =>
      services.runs.answer(
        { workspaceId, runId },
        { activationId: 'ask', answer: { isApproved: true }, by: 'ada' },
      ),
  };
}

describe.each(databaseKinds)('a signal, on %s', (kind) => {
  it('goes to the runs with its key, and to no other', async () => {
    await using test = await createTestApplication({ kind });
    const world = await worldOf(test.application);
    const [first, same, other] = [await world.start('A'), await world.start('A'), await world.start('B')];
    await expect(world.send('C', { paid: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(world.send('A', { paid: 'yes' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    const { taken } = await world.send('A', { paid: true });
    expect(taken.map(({ runId }) => runId as string).sort()).toEqual([first, same].sort());
    await world.until(first, 'completed');
    await world.until(same, 'completed');
    expect(await world.outputs(first)).toEqual({ payload: { paid: true } });
    await expect(world.send('A', { paid: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await world.until(other, 'paused');
  });
});

it('reaches a run that waits for a person as well, once', async () => {
  await using test = await createTestApplication();
  const world = await worldOf(test.application);
  const runId = await world.start('A', waiting({ withWork: true }));
  await world.send('A', { paid: true });
  await expect(world.send('A', { paid: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await world.answer(runId);
  await world.until(runId, 'completed');
});

it('finds its run after a restart', async () => {
  const test = await createTestApplication();
  const runId = await (await worldOf(test.application)).start('A');
  await test.application.close();
  const application = await createApplication({
    dataFolder: test.dataFolder,
    fixedRoots: [],
    allowedAddresses: [],
    readSecret: () => undefined,
    logger: createLogger({ level: 'silent' }),
    version: '0.0.0',
  });
  const world = await worldOf(application);
  await application.start();
  await world.send('A', { paid: false });
  await world.until(runId, 'completed');
  expect(await world.outputs(runId)).toEqual({ payload: { paid: false } });
  await application.close();
  await test.remove();
});
