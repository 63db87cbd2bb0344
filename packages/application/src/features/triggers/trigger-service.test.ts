import type { Schedule } from '@codexos/protocol/contracts/triggers.contract';
import { flowSchema } from '@codexos/protocol/flow';
import type { TriggerId } from '@codexos/protocol/ids';
import { createId } from '@codexos/utils/ids';
import { describe, expect, it } from 'vitest';
import { invoke } from '../../use-case.ts';
import { createFlowUseCase } from '../flows/create-flow.use-case.ts';
import { publishFlowUseCase } from '../flows/publish-flow.use-case.ts';
import { createTestApplication, databaseKinds, type TestApplication } from '../../testing/index.ts';
import { createTriggerStore, type TriggerRecord } from './trigger-store.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-06-01T08:59:30Z');

const flow = flowSchema.parse({
  name: 'Shout',
  nodes: [
    { id: 'text', kind: 'input', config: { name: 'text', type: 'text' } },
    { id: 'result', kind: 'output', config: { name: 'answer' } },
  ],
  edges: [{ id: 'e', from: { node: 'text', port: 'value' }, to: { node: 'result', port: 'value' } }],
});

async function withTriggers(
  kind: 'sqlite' | 'postgres',
  test: (world: {
    test: TestApplication;
    clock: { now: number };
    add: (missed?: Schedule['missed'], isPublished?: boolean) => Promise<TriggerRecord>;
  }) => Promise<void>,
): Promise<void> {
  const clock = { now: START };
  await using application = await createTestApplication({ kind, clock: () => clock.now });
  const { services } = application.application;
  const { workspaceId } = application.principal;
  await test({
    test: application,
    clock,
    async add(missed = 'once', isPublished = true) {
      const call = { services, principal: application.principal };
      const { id: flowId } = await invoke(createFlowUseCase, { ...call, request: { body: { flow } } });
      if (isPublished) await invoke(publishFlowUseCase, { ...call, request: { params: { flowId } } });
      const id = createId<TriggerId>();
      await services.triggers.store.create({
        id,
        workspaceId,
        target: { type: 'flow', id: flowId },
        name: 'At nine',
        config: { type: 'schedule', cron: '0 9 * * *', timeZone: 'UTC', missed },
        inputs: { text: 'It is {{ trigger.at }}' },
        isEnabled: true,
        sealedSecret: undefined,
        nextAt: Date.parse('2026-06-01T09:00:00Z'),
      });
      return services.triggers.store.get({ workspaceId, triggerId: id });
    },
  });
}

describe.each(databaseKinds)('triggers on %s', (kind) => {
  it('fire at their time and not before, and say which run came of it', () =>
    withTriggers(kind, async ({ test, clock, add }) => {
      const { triggers, runStore } = test.application.services;
      const trigger = await add();
      await triggers.start();
      expect(await triggers.store.lastFiring(trigger.id)).toBeUndefined();
      clock.now += MINUTE;
      await triggers.nudge();
      const firing = await triggers.store.lastFiring(trigger.id);
      expect(firing).toMatchObject({ status: 'started', scheduledFor: trigger.nextAt });
      const run = await runStore.get({ ...test.principal, runId: firing?.runId ?? '' });
      expect(run).toMatchObject({
        trigger: 'schedule',
        triggerId: trigger.id,
        input: { text: 'It is 2026-06-01T09:00:00.000Z' },
      });
      await triggers.nudge();
      const { items } = await triggers.store.listFirings({ triggerId: trigger.id, limit: 10 });
      expect(items).toHaveLength(1);
      expect((await triggers.store.find(trigger.id))?.nextAt).toBe(Date.parse('2026-06-02T09:00:00Z'));
    }));

  it('fire once when two processes see the same time', () =>
    withTriggers(kind, async ({ test, add }) => {
      const trigger = await add();
      const { database, clock } = test.application.services;
      const stores = [createTriggerStore(database, clock), createTriggerStore(database, clock)];
      const claims = await Promise.all(
        stores.map((store) =>
          store.claim(trigger, START + 1, [{ messageKey: 'at 9', status: 'claimed', input: { text: 'x' } }]),
        ),
      );
      expect(claims.toSorted()).toEqual([false, true]);
    }));

  it('fire after a crash between the claim and the run', () =>
    withTriggers(kind, async ({ test, clock, add }) => {
      const { triggers } = test.application.services;
      const trigger = await add();
      await triggers.store.claim(trigger, START + 86_400_000, [
        { messageKey: 'at 9', status: 'claimed', input: { text: 'x' } },
      ]);
      clock.now += 2 * MINUTE;
      await triggers.start();
      const firing = await triggers.store.lastFiring(trigger.id);
      expect(firing).toMatchObject({ status: 'started', runId: expect.any(String) as string });
      expect(await triggers.store.listClaimed({ triggerId: trigger.id })).toEqual([]);
    }));

  it('leave missed times out when they are told to, and note it', () =>
    withTriggers(kind, async ({ test, clock, add }) => {
      const { triggers } = test.application.services;
      const trigger = await add('skip');
      clock.now = Date.parse('2026-06-03T12:00:00Z');
      await triggers.start();
      const { items } = await triggers.store.listFirings({ triggerId: trigger.id, limit: 10 });
      expect(items).toEqual([expect.objectContaining({ status: 'skipped' })]);
      expect(items[0]?.error?.message).toContain('3 times passed');
    }));

  it('say why no run came of a firing', () =>
    withTriggers(kind, async ({ test, clock, add }) => {
      const { triggers } = test.application.services;
      const trigger = await add('once', false);
      clock.now += MINUTE;
      await triggers.start();
      expect(await triggers.store.lastFiring(trigger.id)).toMatchObject({
        status: 'failed',
        error: { code: 'NOT_PUBLISHED', hint: expect.stringContaining('Publish it') as string },
      });
    }));
});
