/** What becomes of a call of a workspace tool that the end of the process cut off. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flowSchema } from '@codexos/protocol/flow';
import type { RunId, WorkspaceId } from '@codexos/protocol/ids';
import { toolDocumentSchema } from '@codexos/protocol/tool';
import { createLogger } from '@codexos/utils/logging';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createApplication, type Application } from '../../application.ts';

let service: Server;
let folder: string;
let keys: (string | undefined)[] = [];
/** Called with each request; the answer waits until it has resolved. */
let hold: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  service = createServer((request, response) => {
    keys.push(request.headers['idempotency-key']?.toString());
    void hold().then(() => response.setHeader('content-type', 'application/json').end('"done"'));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
});
beforeEach(() => {
  keys = [];
  hold = () => Promise.resolve();
});

const host = (): string => `127.0.0.1:${(service.address() as AddressInfo).port}`;

function open(): Promise<Application> {
  return createApplication({
    dataFolder: folder,
    fixedRoots: [],
    allowedAddresses: [host()],
    readSecret: () => undefined,
    logger: createLogger({ level: 'silent' }),
    version: '0.0.0',
  });
}

/** Starts a run whose one tool call is under way when the process ends, and opens it again. */
async function cutOff(method: 'GET' | 'POST', effect: 'read' | 'write') {
  folder = await mkdtemp(join(tmpdir(), 'codexos-tool-resume-'));
  const isCalled = Promise.withResolvers<void>();
  hold = () => {
    isCalled.resolve();
    return new Promise(() => undefined);
  };
  const before = await open();
  const { workspaceId } = await before.services.sessions.localPrincipal();
  const document = { name: 'work', label: 'Work', request: { method, url: `http://${host()}/` }, effect };
  await before.services.workspaceTools.create(workspaceId, toolDocumentSchema.parse(document));
  const flow = flowSchema.parse({
    name: 'Work',
    settings: { allowedEffects: ['write'] },
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text' } },
      { id: 'call', kind: 'tool', config: { tool: 'work' } },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'call', port: 'input' } },
      { id: 'e2', from: { node: 'call', port: 'result' }, to: { node: 'result', port: 'value' } },
    ],
  });
  const run = await before.services.runs.start({
    workspaceId,
    name: 'Work',
    flow,
    input: { text: 'x' },
    trigger: 'manual',
  });
  await isCalled.promise;
  await before.close();
  hold = () => Promise.resolve();
  const application = await open();
  await application.start();
  return { application, key: { workspaceId: workspaceId as WorkspaceId, runId: run.id as RunId } };
}

it('is made again under the same run when the tool only reads', async () => {
  const { application, key } = await cutOff('GET', 'read');
  expect(await application.services.runs.waitForResult(key, 20_000)).toMatchObject({
    status: 'completed',
    output: 'done',
  });
  expect(keys).toEqual([undefined, undefined]);
  await application.close();
  await rm(folder, { recursive: true });
});

it('goes to a person when the tool changes something, and is never repeated unasked', async () => {
  const { application, key } = await cutOff('POST', 'write');
  const { runs } = application.services;
  expect(await runs.waitForResult(key, 20_000)).toMatchObject({ status: 'paused' });
  expect(keys).toEqual([`${key.runId}.call.0`]);
  await runs.answer(key, { activationId: 'call', answer: { call: 0, action: 'run-again' }, by: 'somebody' });
  expect(await runs.waitForResult(key, 20_000)).toMatchObject({ status: 'completed', output: 'done' });
  // The service can tell that it is the same call.
  expect(keys).toEqual([`${key.runId}.call.0`, `${key.runId}.call.0`]);
  await application.close();
  await rm(folder, { recursive: true });
});
