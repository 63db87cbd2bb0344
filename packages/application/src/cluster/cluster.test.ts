import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFlow, replaceFlow } from '@codexos/flow-document';
import { flowSchema, type FlowInput } from '@codexos/protocol/flow';
import type { RunId, WorkspaceId } from '@codexos/protocol/ids';
import type { RunEvent } from '@codexos/protocol/run-event';
import { createLogger } from '@codexos/utils/logging';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createApplication, type Application } from '../application.ts';
import type { ApplicationOptions } from '../application-options.ts';
import { createPostgresDatabase, defineWitnessTool, startRedis, type RedisServer } from '../testing/index.ts';

const flowOf = (nodes: object[]): FlowInput => {
  const ids = nodes.map((node) => (node as { id: string }).id);
  const ports = nodes.map((node) => (node as { out?: string }).out ?? 'value');
  return {
    name: ids.join(', '),
    nodes: nodes.map(({ out: _out, ...node }: { out?: string }) => node) as never,
    edges: ids.slice(1).map((id, index) => ({
      id: `e${index}`,
      from: { node: ids[index], port: ports[index] },
      to: { node: id, port: id === 'out' ? 'value' : 'input' },
    })) as never,
  };
};
const input = { id: 'in', kind: 'input', config: { name: 'text' } };
const output = { id: 'out', kind: 'output', config: {} };
const work = { id: 'work', kind: 'tool', config: { tool: 'witness', arguments: {} }, out: 'result' };
const approval = { id: 'ask', kind: 'approval', config: {}, out: 'approved' };

describe('servers and workers that share Postgres and Redis', () => {
  let redis: RedisServer;
  let postgres: Awaited<ReturnType<typeof createPostgresDatabase>>;
  let folder: string;
  const open = new Set<Application>();
  /** What the tool does when it is called. */
  let onCall: (signal: AbortSignal) => Promise<void>;

  const start = async (options: Partial<ApplicationOptions> = {}): Promise<Application> => {
    const application = await createApplication({
      dataFolder: folder,
      databaseUrl: postgres.url,
      redisUrl: redis.url,
      fixedRoots: [],
      allowedAddresses: [],
      readSecret: () => undefined,
      logger: createLogger({ level: 'silent' }),
      version: '0.0.0',
      extraTools: [defineWitnessTool(({ signal }) => onCall(signal))],
      ...options,
    });
    open.add(application);
    await application.start();
    return application;
  };
  const stop = async (application: Application): Promise<void> => {
    open.delete(application);
    await application.close();
  };
  const run = async ({ services }: Application, flow: FlowInput, text = 'kept') => {
    const { workspaceId } = await services.sessions.localPrincipal();
    const { id } = await services.runs.start({
      ...{ workspaceId, name: flow.name, trigger: 'manual', flow: flowSchema.parse(flow) },
      input: { text },
    });
    return { workspaceId, runId: id };
  };
  type Key = { workspaceId: WorkspaceId; runId: RunId };
  const until = (application: Application, key: Key, status: string): Promise<void> =>
    vi.waitFor(async () => expect((await application.services.runStore.summary(key)).status).toBe(status), {
      timeout: 15_000,
      interval: 25,
    });

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis[Symbol.asyncDispose]());
  beforeEach(async () => {
    onCall = () => Promise.resolve();
    folder = await mkdtemp(join(tmpdir(), 'codexos-cluster-'));
    postgres = await createPostgresDatabase();
    return async () => {
      for (const application of [...open]) await stop(application);
      await postgres.drop();
      await rm(folder, { recursive: true, force: true });
    };
  });

  it('let a worker do what a server was asked for, and the server tell everything about it', async () => {
    const server = await start({ concurrency: 0 });
    // Too long to travel from process to process in an event.
    const key = await run(server, flowOf([input, work, output]), 'kept '.repeat(5_000));
    const events: RunEvent[] = [];
    const { events: before } = await server.services.runs.join({
      ...key,
      afterSeq: 0,
      onEvent: (event) => events.push(event),
      onLive: () => undefined,
    });
    expect(server.services.runs.activeCount()).toBe(0);
    const worker = await start({ role: 'worker' });
    expect(await server.services.runs.waitForResult(key, 20_000)).toMatchObject({ status: 'completed' });
    await vi.waitFor(() => expect(events.at(-1)?.type).toBe('run-end'));
    const all = [...before, ...events];
    expect(all).toEqual(await worker.services.journal.read(key.runId, 0));
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
  });

  it('stop a call that is under way in another process within two seconds', async () => {
    const server = await start({ concurrency: 0 });
    await start({ role: 'worker' });
    let abortedAt = 0;
    const called = new Promise<void>((resolve) => {
      onCall = (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            abortedAt = performance.now();
            reject(new Error('aborted'));
          });
          resolve();
        });
    });
    const key = await run(server, flowOf([input, work, output]));
    await called;
    const askedAt = performance.now();
    await server.services.runs.cancel(key, 'ada');
    await until(server, key, 'cancelled');
    expect(abortedAt - askedAt).toBeGreaterThan(0);
    expect(abortedAt - askedAt).toBeLessThan(2_000);
  });

  it('take one of two answers that come to two of them at once, and tell the other', async () => {
    const [server, other] = [await start({ concurrency: 0 }), await start()];
    const key = await run(server, flowOf([input, approval, output]));
    await until(server, key, 'paused');
    const answer = { activationId: 'ask', answer: { isApproved: true }, by: 'ada' };
    const replies = await Promise.allSettled(
      [server, other].map(({ services }) => services.runs.answer(key, answer)),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await until(server, key, 'completed');
    const events = await other.services.journal.read(key.runId, 0);
    expect(events.filter(({ type }) => type === 'node-answer')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'run-end')).toHaveLength(1);
  });

  it('go on at once with what a worker leaves when it is stopped', async () => {
    const server = await start({ concurrency: 0 });
    const worker = await start({ role: 'worker' });
    const called = new Promise<void>((resolve) => {
      onCall = (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
          resolve();
        });
    });
    const key = await run(server, flowOf([input, work, output]));
    await called;
    onCall = () => Promise.resolve();
    await stop(worker);
    await start({ role: 'worker' });
    await until(server, key, 'completed');
    const events = await server.services.journal.read(key.runId, 0);
    expect(events.filter(({ type }) => type === 'run-resume')).toHaveLength(1);
  });

  it('leave a run whose lease another process has taken, and add nothing to it', async () => {
    const worker = await start();
    let wasAborted = false;
    const called = new Promise<void>((resolve) => {
      onCall = (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            wasAborted = true;
            reject(new Error('aborted'));
          });
          resolve();
        });
    });
    const key = await run(worker, flowOf([input, work, output]));
    await called;
    const before = await worker.services.journal.read(key.runId, 0);
    await worker.services.database.query
      .updateTable('runs')
      .set({ lease_owner: 'another', lease_until: Date.now() + 60_000 })
      .where('id', '=', key.runId)
      .execute();
    await vi.waitFor(() => expect(worker.services.runs.activeCount()).toBe(0), { timeout: 5_000 });
    expect(wasAborted).toBe(true);
    expect(await worker.services.journal.read(key.runId, 0)).toEqual(before);
    expect((await worker.services.runStore.summary(key)).status).toBe('running');
  });

  it('keep a workspace to its limit, and say why the others wait', async () => {
    const server = await start({ concurrency: 0, workspaceConcurrency: 1 });
    await start({ role: 'worker', workspaceConcurrency: 1 });
    let atOnce = 0;
    let most = 0;
    const gates: (() => void)[] = [];
    onCall = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise<void>((resolve) => gates.push(resolve));
      atOnce -= 1;
    };
    const keys = [];
    for (let index = 0; index < 3; index++) keys.push(await run(server, flowOf([input, work, output])));
    await vi.waitFor(() => expect(gates).toHaveLength(1), { timeout: 10_000 });
    const { workspaceId } = await server.services.sessions.localPrincipal();
    await vi.waitFor(async () => {
      const { waiting, workers, queuedCount } = await server.services.queue.describe(workspaceId);
      expect(queuedCount).toBe(2);
      expect(waiting.map(({ reason }) => reason)).toEqual(['workspace-limit', 'workspace-limit']);
      expect(workers.map(({ kind }) => kind).sort()).toEqual(['server', 'worker']);
    });
    for (let index = 0; index < 3; index++) {
      await vi.waitFor(() => expect(gates.length).toBeGreaterThan(index), { timeout: 10_000 });
      gates[index]?.();
    }
    for (const key of keys) await until(server, key, 'completed');
    expect(most).toBe(1);
  });

  it('show each other what people draw, and lose nothing of it', async () => {
    const [one, other] = [await start(), await start()];
    const { workspaceId } = await one.services.sessions.localPrincipal();
    const key = await one.services.flowDocuments.create(
      workspaceId,
      flowSchema.parse(flowOf([input, output])),
    );
    const docs = await Promise.all(
      [one, other].map(async ({ services }, index) => {
        const doc = new Y.Doc();
        const joined = await services.flowDocuments.join({
          ...{ key, stateVector: undefined, origin: `person-${index}` },
          onUpdate: (update) => Y.applyUpdate(doc, update, 'server'),
        });
        Y.applyUpdate(doc, joined.update, 'server');
        return doc;
      }),
    );
    const rename = (application: Application, doc: Y.Doc | undefined, node: string, label: string) => {
      if (!doc) throw new Error('There is no document.');
      const before = Y.encodeStateVector(doc);
      const flow = readFlow(doc);
      replaceFlow(
        doc,
        { ...flow, nodes: flow.nodes.map((each) => (each.id === node ? { ...each, label } : each)) },
        'person',
      );
      const update = Y.encodeStateAsUpdate(doc, before);
      return application.services.flowDocuments.applyUpdate({ key, update, origin: 'person' });
    };
    await Promise.all([rename(one, docs[0], 'in', 'Asked'), rename(other, docs[1], 'out', 'Answered')]);
    const labels = (flow: { nodes: { label?: string | undefined }[] }) =>
      flow.nodes.map(({ label }) => label);
    await vi.waitFor(async () => {
      for (const doc of docs) expect(labels(readFlow(doc))).toEqual(['Asked', 'Answered']);
      expect(labels((await one.services.flows.get(key)).draft)).toEqual(['Asked', 'Answered']);
    }, 10_000);
  });

  it('say what is missing when the settings do not go together', async () => {
    await expect(start({ databaseUrl: undefined })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      message: expect.stringContaining('DATABASE_URL') as string,
    });
    await expect(start({ redisUrl: undefined, role: 'worker' })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      hint: expect.stringContaining('REDIS_URL') as string,
    });
    await expect(start({ redisUrl: 'redis://:canary-password@127.0.0.1:1' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.not.stringContaining('canary-password') as string,
    });
  });
});
