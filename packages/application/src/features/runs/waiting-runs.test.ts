import { flowSchema, type FlowInput } from '@codexos/protocol/flow';
import type { RunId } from '@codexos/protocol/ids';
import { expect, describe, it, vi } from 'vitest';
import { createApplication, type Application } from '../../application.ts';
import { createTestApplication, databaseKinds } from '../../testing/index.ts';
import { createLogger } from '@codexos/utils/logging';
import { systemClock } from '@codexos/agent-engine';

function asking(kind: string, config: object, port: string): FlowInput {
  return {
    name: 'Waits',
    nodes: [
      { id: 'in', kind: 'input', config: { name: 'text' } },
      { id: 'ask', kind, config: config as never },
      { id: 'out', kind: 'output', config: {} },
    ],
    edges: [
      { id: 'e1', from: { node: 'in', port: 'value' }, to: { node: 'ask', port: 'input' } },
      { id: 'e2', from: { node: 'ask', port }, to: { node: 'out', port: 'value' } },
    ] as never,
  };
}

describe.each(databaseKinds)('a run that waits, on %s', (kind) => {
  const start = async ({ services }: Application, flow: FlowInput) => {
    const { workspaceId } = await services.sessions.localPrincipal();
    const { id } = await services.runs.start({
      workspaceId,
      name: flow.name,
      trigger: 'manual',
      flow: flowSchema.parse(flow),
      input: { text: 'kept' },
    } as never);
    return { workspaceId, runId: id as RunId };
  };
  const until = (application: Application, key: Awaited<ReturnType<typeof start>>, status: string) =>
    vi.waitFor(async () => expect((await application.services.runStore.get(key)).status).toBe(status), {
      timeout: 10_000,
    });

  it('goes on by itself within a second of its time', async () => {
    await using test = await createTestApplication({ kind });
    const key = await start(test.application, asking('wait', { amount: 0.4, unit: 'seconds' }, 'value'));
    await until(test.application, key, 'paused');
    expect(test.application.services.runs.activeCount()).toBe(0);
    await until(test.application, key, 'completed');
    const events = await test.application.services.journal.read(key.runId, 0);
    const pause = events.find((event) => event.type === 'node-pause');
    const resume = events.find((event) => event.type === 'run-resume');
    const late = (resume?.at ?? Infinity) - ((pause?.type === 'node-pause' && pause.until) || 0);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(1_000);
  });

  it('takes one of two answers that come at once, and tells the other', async () => {
    await using test = await createTestApplication({ kind });
    const { services } = test.application;
    const key = await start(test.application, asking('approval', {}, 'approved'));
    await until(test.application, key, 'paused');
    const replies = await Promise.allSettled(
      ['ada', 'bob'].map((by) =>
        services.runs.answer(key, { activationId: 'ask', answer: { isApproved: true, comment: by }, by }),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(replies.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'RUN_NOT_ACTIVE' },
    });
    await until(test.application, key, 'completed');
    const events = await services.journal.read(key.runId, 0);
    expect(events.filter(({ type }) => type === 'node-answer')).toHaveLength(1);
  });
});

it('goes on after a restart, also when its time came while nothing ran', async () => {
  const test = await createTestApplication();
  const { workspaceId } = await test.application.services.sessions.localPrincipal();
  const { id } = await test.application.services.runs.start({
    workspaceId,
    name: 'Waits',
    trigger: 'manual',
    flow: flowSchema.parse(asking('wait', { amount: 0.3, unit: 'seconds' }, 'value')),
    input: { text: 'kept' },
  } as never);
  const key = { workspaceId, runId: id };
  await vi.waitFor(async () =>
    expect((await test.application.services.runStore.get(key)).status).toBe('paused'),
  );
  await test.application.close();
  await systemClock.sleep(400);
  const second = await createApplication({
    dataFolder: test.dataFolder,
    fixedRoots: [],
    allowedAddresses: [],
    readSecret: () => undefined,
    logger: createLogger({ level: 'silent' }),
    version: '0.0.0',
  });
  await second.start();
  await vi.waitFor(async () => expect((await second.services.runStore.get(key)).status).toBe('completed'));
  expect((await second.services.runStore.get(key)).outputs).toEqual({ answer: 'kept' });
  await second.close();
  await test.remove();
});
