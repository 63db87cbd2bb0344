import { flowSchema } from '@codexos/protocol/flow';
import type { RunId } from '@codexos/protocol/ids';
import { describe, expect, it } from 'vitest';
import { createTestApplication, databaseKinds } from '../../testing/index.ts';
import { invoke } from '../../use-case.ts';
import { createShareLinkUseCase } from '../share/create-share-link.use-case.ts';
import { createRetentionStore } from './retention-store.ts';

const flow = flowSchema.parse({
  name: 'Echo',
  nodes: [
    { id: 'in', kind: 'input', config: { name: 'text' } },
    { id: 'out', kind: 'output', config: { name: 'answer' } },
  ],
  edges: [{ id: 'e', from: { node: 'in', port: 'value' }, to: { node: 'out', port: 'value' } }],
});
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe.each(databaseKinds)('the history of runs on %s', (kind) => {
  const open = async () => {
    const test = await createTestApplication({ kind });
    const { services } = test.application;
    const { workspaceId } = test.principal;
    const { query } = services.database;
    const run = async (text: string): Promise<RunId> => {
      const { id } = await services.runs.start({
        ...{ workspaceId, name: flow.name, trigger: 'manual', flow },
        input: { text },
      });
      await services.runs.waitForResult({ workspaceId, runId: id }, 20_000);
      return id;
    };
    const age = (id: RunId, days: number) =>
      query
        .updateTable('runs')
        .set({ ended_at: Date.now() - days * DAY })
        .where('id', '=', id)
        .execute();
    const left = async (): Promise<string[]> =>
      (await services.runStore.list({ workspaceId, limit: 100 })).items.map(({ id }) => id);
    const rows = async (table: 'run_events' | 'run_values' | 'run_value_uses'): Promise<number> =>
      (await query.selectFrom(table).selectAll().execute()).length;
    const signal = new AbortController().signal;
    return { test, services, workspaceId, query, run, age, left, rows, signal };
  };

  it('is kept for ever until somebody says otherwise, and its size is told', async () => {
    const { test, services, workspaceId, run, age, left, signal } = await open();
    await using _ = test;
    const id = await run('word '.repeat(10_000));
    await age(id, 1_000);
    expect(await services.retention.pruneNow(workspaceId, signal)).toBe(0);
    expect(await left()).toEqual([id]);
    const { runCount, size, policy } = await services.retention.get(workspaceId);
    expect({ runCount, policy }).toEqual({ runCount: 1, policy: {} });
    // The text is stored once, however many events have it.
    expect(size).toBeGreaterThan(50_000);
    expect(size).toBeLessThan(60_000);
  });

  it('loses what is older than it may be, with its events and values, and nothing else', async () => {
    const { test, services, workspaceId, run, age, left, rows, query, signal } = await open();
    await using _ = test;
    const text = 'word '.repeat(10_000);
    const [old, young] = [await run(`${text} of old`), await run(text)];
    await age(old, 8);
    await services.retention.set(workspaceId, { maxAgeDays: 7 });
    const before = await rows('run_events');
    expect(await services.retention.pruneNow(workspaceId, signal)).toBe(1);
    expect(await left()).toEqual([young]);
    expect(await rows('run_events')).toBe(before / 2);
    expect(await rows('run_value_uses')).toBe(1);
    // Only once nothing can be about to use it does a value go.
    await query
      .updateTable('run_values')
      .set({ used_at: Date.now() - 2 * HOUR })
      .execute();
    await createRetentionStore(services.database, Date.now).pruneValues(signal);
    expect(await rows('run_values')).toBe(1);
    const events = await services.journal.read(young, 0);
    expect(events[0]).toMatchObject({ type: 'run-start', input: { text } });
  });

  it('loses the oldest until it is small enough', async () => {
    const { test, services, workspaceId, run, left, signal } = await open();
    await using _ = test;
    const ids: RunId[] = [];
    for (const letter of 'abcd') ids.push(await run(letter.repeat(400_000)));
    await services.retention.set(workspaceId, { maxMegabytes: 1 });
    expect(await services.retention.pruneNow(workspaceId, signal)).toBe(2);
    expect(await left()).toEqual(ids.slice(2).reverse());
    expect((await services.retention.get(workspaceId)).size).toBeLessThan(1_000_000);
  });

  it('keeps what a link shows, and what has not ended', async () => {
    const { test, services, workspaceId, run, age, left, query, signal } = await open();
    await using _ = test;
    const [shared, under] = [await run('shared'), await run('under way')];
    await age(shared, 100);
    await query
      .updateTable('runs')
      .set({ ended_at: null, status: 'paused' })
      .where('id', '=', under)
      .execute();
    await invoke(createShareLinkUseCase, {
      ...{ services, principal: test.principal },
      request: { params: {}, query: {}, body: { kind: 'view', thing: { type: 'run', id: shared } } },
    });
    await services.retention.set(workspaceId, { maxAgeDays: 1, maxMegabytes: 1 });
    expect(await services.retention.pruneNow(workspaceId, signal)).toBe(0);
    expect(await left()).toEqual([under, shared]);
    expect((await services.retention.get(workspaceId)).keptCount).toBe(1);
  });
});
