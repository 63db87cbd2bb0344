import { readFlow, renameFlow } from '@codexos/flow-document';
import type { ClientToServerEvents } from '@codexos/protocol/socket-events';
import type { RunEvent } from '@codexos/protocol/run-event';
import type { Result } from '@codexos/protocol/wire-error';
import {
  defineWitnessTool,
  startScriptedModelServer,
  type ScriptedModelServer,
} from '@codexos/application/testing';
import { createDeferred } from '@codexos/utils/async';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addFlow, linearFlow } from './flows.ts';
import { startTestServer, type TestServer, type TestSocket } from './start-test-server.ts';

let server: TestServer;
let model: ScriptedModelServer;
/** What the witness tool waits for, by label. */
const gates = new Map<string, ReturnType<typeof createDeferred<void>>>();

beforeAll(async () => {
  // It says four pieces and then holds the line.
  model = await startScriptedModelServer(() => ({ text: 'one two three four', hangAfterFrames: 5 }));
  server = await startTestServer({
    readSecret: (name) => (name === 'OPENAI_COMPATIBLE_BASE_URL' ? `${model.url}/v1` : undefined),
    extraTools: [
      defineWitnessTool(async ({ label, signal }) => {
        await Promise.race([
          gates.get(label)?.promise,
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason as Error)),
          ),
        ]);
      }),
    ],
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await model[Symbol.asyncDispose]();
});

describe('runs over the socket', () => {
  it('gives a late joiner everything so far and then what comes, nothing twice and nothing skipped', async () => {
    gates.set('late', createDeferred());
    const { id } = await addFlow(server, toolFlow('late'));
    const socket = await server.connect();
    const run = (await server.request('POST', `/api/v1/flows/${id}/runs`, { body: { input: { text: 'x' } } }))
      .body as { id: string };
    const seen: RunEvent[] = [];
    const ended = new Promise<void>((resolve) =>
      socket.on('run-event', (event) => {
        seen.push(event);
        if (event.type === 'run-end') resolve();
      }),
    );
    const joined = await ask(socket, 'run-join', { runId: run.id, afterSeq: 0 });
    seen.unshift(...joined.events);
    gates.get('late')?.resolve();
    await ended;
    expect(seen.map((event) => event.seq)).toEqual(seen.map((_event, index) => index + 1));
    const rejoined = await ask(socket, 'run-join', { runId: run.id, afterSeq: 3 });
    expect(rejoined.events.map((event) => event.seq)).toEqual(seen.slice(3).map((event) => event.seq));
    expect(rejoined.status).toBe('completed');
  });

  it('loses nothing of a run when the socket drops in the middle', async () => {
    gates.set('drop', createDeferred());
    const { id } = await addFlow(server, toolFlow('drop'));
    const first = await server.connect();
    const run = (await server.request('POST', `/api/v1/flows/${id}/runs`, { body: { input: { text: 'x' } } }))
      .body as { id: string };
    const before = await ask(first, 'run-join', { runId: run.id, afterSeq: 0 });
    first.disconnect();
    gates.get('drop')?.resolve();
    const second = await server.connect();
    const rest: RunEvent[] = [];
    const ended = new Promise<void>((resolve) =>
      second.on('run-event', (event) => {
        rest.push(event);
        if (event.type === 'run-end') resolve();
      }),
    );
    const lastSeq = before.events.at(-1)?.seq ?? 0;
    const after = await ask(second, 'run-join', { runId: run.id, afterSeq: lastSeq });
    if (after.events.at(-1)?.type !== 'run-end') await ended;
    const all = [...before.events, ...after.events, ...rest];
    expect(all.map((event) => event.seq)).toEqual(all.map((_event, index) => index + 1));
    expect(all.at(-1)?.type).toBe('run-end');
  });

  it('streams text as it comes and gives a late joiner the text so far', async () => {
    const { id, problems } = await addFlow(server, modelFlow());
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [early, late] = [await server.connect(), await server.connect()];
    const run = (await server.request('POST', `/api/v1/flows/${id}/runs`, { body: { input: { text: 'x' } } }))
      .body as { id: string };
    const pieces: string[] = [];
    const heard = new Promise<void>((resolve) =>
      early.on('run-live', (event) => {
        expect(event).toMatchObject({ type: 'node-delta', nodeId: 'answer', attempt: 1 });
        if (event.type === 'node-delta') pieces.push(event.text);
        if (pieces.join('').includes('three')) resolve();
      }),
    );
    const { live: before } = await ask(early, 'run-join', { runId: run.id });
    pieces.push(...before.map(({ text }) => text));
    if (!pieces.join('').includes('three')) await heard;
    // The model goes on only when it is asked to stop, so this joins in the middle.
    const { live, status } = await ask(late, 'run-join', { runId: run.id });
    expect([status, live]).toEqual([
      'running',
      [
        expect.objectContaining({
          nodeId: 'answer',
          attempt: 1,
          text: expect.stringMatching(/^one two three/),
        }),
      ],
    ]);
    await ask(late, 'run-cancel', { runId: run.id });
  });

  it('stops a tool that is at work well within two seconds', async () => {
    gates.set('stuck', createDeferred());
    const { id } = await addFlow(server, toolFlow('stuck'));
    const socket = await server.connect();
    const run = (await server.request('POST', `/api/v1/flows/${id}/runs`, { body: { input: { text: 'x' } } }))
      .body as { id: string };
    const called = new Promise<void>((resolve) =>
      socket.on('run-event', (event) => event.type === 'tool-call' && resolve()),
    );
    const ended = new Promise<RunEvent>((resolve) =>
      socket.on('run-event', (event) => event.type === 'run-end' && resolve(event)),
    );
    const { events } = await ask(socket, 'run-join', { runId: run.id });
    if (!events.some((event) => event.type === 'tool-call')) await called;
    const askedAt = performance.now();
    await ask(socket, 'run-cancel', { runId: run.id });
    expect(await ended).toMatchObject({ status: 'cancelled' });
    expect(performance.now() - askedAt).toBeLessThan(2_000);
    const again = await fail(socket, 'run-cancel', { runId: run.id });
    expect(again.code).toBe('RUN_NOT_ACTIVE');
  });

  it('answers what it cannot understand with an error of the table and stays connected', async () => {
    const socket = await server.connect();
    expect((await fail(socket, 'run-join', { runId: 'nonsense' })).code).toBe('REQUEST_INVALID');
    expect((await fail(socket, 'run-join', { runId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' })).code).toBe(
      'RUN_NOT_FOUND',
    );
    expect((await fail(socket, 'ingest-join', { sourceId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' })).code).toBe(
      'SOURCE_NOT_FOUND',
    );
    expect((await fail(socket, 'flow-join', { flowId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' })).code).toBe(
      'FLOW_NOT_FOUND',
    );
    expect(socket.connected).toBe(true);
  });
});

describe('flows over the socket', () => {
  it('takes an edit, hands it to the others and keeps it', async () => {
    const { id } = await addFlow(server, linearFlow());
    const [one, two] = [await server.connect(), await server.connect()];
    const state = await ask(one, 'flow-join', { flowId: id });
    await ask(two, 'flow-join', { flowId: id });
    const doc = new Y.Doc();
    Y.applyUpdate(doc, new Uint8Array(state.update));
    const before = Y.encodeStateVector(doc);
    renameFlow(doc, { name: 'Renamed' }, 'test');
    const received = new Promise<Uint8Array>((resolve) =>
      two.on('flow-update', ({ update }) => resolve(new Uint8Array(update))),
    );
    const { savedAt } = await ask(one, 'flow-update', {
      flowId: id,
      update: Y.encodeStateAsUpdate(doc, before),
    });
    expect(savedAt).toBeGreaterThan(0);
    const other = new Y.Doc();
    Y.applyUpdate(other, new Uint8Array(state.update));
    Y.applyUpdate(other, await received);
    expect(readFlow(other).name).toBe('Renamed');
    expect((await server.request('GET', `/api/v1/flows/${id}`)).body).toMatchObject({
      name: 'Renamed',
      draft: { name: 'Renamed' },
    });
  });

  it('refuses an edit that breaks the flow, and one of a role that may not edit', async () => {
    const { id } = await addFlow(server, linearFlow());
    const socket = await server.connect();
    const state = await ask(socket, 'flow-join', { flowId: id });
    expect((await fail(socket, 'flow-update', { flowId: id, update: new Uint8Array([1, 2, 3]) })).code).toBe(
      'FLOW_INVALID',
    );
    const doc = new Y.Doc();
    Y.applyUpdate(doc, new Uint8Array(state.update));
    renameFlow(doc, { name: '' }, 'test');
    expect((await fail(socket, 'flow-update', { flowId: id, update: Y.encodeStateAsUpdate(doc) })).code).toBe(
      'FLOW_INVALID',
    );
    expect((await server.request('GET', `/api/v1/flows/${id}`)).body).toMatchObject({ name: 'Shout' });
    const members = server.test.application.services.database.query.updateTable('members');
    await members.set({ role: 'viewer' }).execute();
    expect((await fail(socket, 'flow-update', { flowId: id, update: new Uint8Array([0, 0]) })).code).toBe(
      'PERMISSION_DENIED',
    );
    await members.set({ role: 'admin' }).execute();
  });
});

type Requests = Pick<
  ClientToServerEvents,
  'run-join' | 'run-cancel' | 'ingest-join' | 'flow-join' | 'flow-update'
>;
type ValueOf<TName extends keyof Requests> = Parameters<Requests[TName]>[1] extends (
  result: Result<infer TValue>,
) => void
  ? TValue
  : never;

function send<TName extends keyof Requests>(
  socket: TestSocket,
  name: TName,
  request: unknown,
): Promise<Result<ValueOf<TName>>> {
  return new Promise((resolve) =>
    (socket as { emit: (...args: unknown[]) => void }).emit(name, request, resolve),
  );
}

async function ask<TName extends keyof Requests>(
  socket: TestSocket,
  name: TName,
  request: unknown,
): Promise<ValueOf<TName>> {
  const result = await send(socket, name, request);
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.error));
}

async function fail<TName extends keyof Requests>(socket: TestSocket, name: TName, request: unknown) {
  const result = await send(socket, name, request);
  if (!result.ok) return result.error;
  throw new Error(`${name} should have been refused.`);
}

function toolFlow(label: string) {
  return {
    name: 'Waits',
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text' } },
      { id: 'wait', kind: 'tool', config: { tool: 'witness', arguments: { label } } },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'wait', port: 'input' } },
      { id: 'e2', from: { node: 'wait', port: 'result' }, to: { node: 'result', port: 'value' } },
    ],
  };
}

function modelFlow() {
  return {
    name: 'Model',
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text' } },
      { id: 'answer', kind: 'model', config: { model: 'local/tiny' } },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'answer', port: 'prompt' } },
      { id: 'e2', from: { node: 'answer', port: 'text' }, to: { node: 'result', port: 'value' } },
    ],
  };
}
