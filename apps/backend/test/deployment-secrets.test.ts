import { readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import {
  findInFolder,
  formsOf,
  startBackend,
  startConsoleDouble,
  type ConsoleDouble,
} from '@codexos/application/testing';
import type { SdlReport } from '@codexos/protocol/contracts/deployments.contract';
import type { Deployment } from '@codexos/protocol/deployment';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addFlow } from './flows.ts';
import { startTestServer, type Reply, type TestServer } from './start-test-server.ts';

const API_KEY = 'ac.sk.test.key-of-the-double';
const CANARY = 'canary-of-a-deployed-flow-7c31';
const IMAGE = 'registry.example/codexos:1';
const project = resolve(import.meta.dirname, '../../..');

let double: ConsoleDouble;
let server: TestServer;
let service: Server;
let host: string;
let flowId: string;
let secretId: string;
const received: (string | undefined)[] = [];
/** Data folders of what was deployed. */
const folders: string[] = [];

beforeAll(async () => {
  service = createServer((request, response) => {
    received.push(request.headers.authorization);
    response.end(`Welcome, ${request.headers.authorization ?? 'nobody'}`);
  });
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done));
  host = `127.0.0.1:${(service.address() as AddressInfo).port}`;
  double = await startConsoleDouble({
    apiKey: API_KEY,
    startService: startBackend(project, { onFolder: (folder) => folders.push(folder) }),
  });
  const timings = { pollMs: 50, collectMs: 100, healthMs: 200 };
  server = await startTestServer({ akash: { url: double.url, timings } });
  await post('/secrets', { name: 'AKASH_API_KEY', value: API_KEY, grants: { providers: ['akash'] } });
  const grants = { tools: ['http-request'], hosts: [host] };
  secretId = (await post<{ id: string }>('/secrets', { name: 'DOOR_KEY', value: CANARY, grants })).id;
  flowId = (await addFlow(server, doorFlow())).id;
  await post(`/flows/${flowId}/publish`);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await double[Symbol.asyncDispose]();
  await new Promise((done) => service.close(done));
});
beforeEach(() => {
  received.length = 0;
});

function doorFlow() {
  const call = {
    tool: 'http-request',
    arguments: { url: '{{ input }}', headers: { authorization: 'Bearer secret:DOOR_KEY' } },
  };
  return {
    name: 'Knock',
    settings: { allowedEffects: ['write'] },
    nodes: [
      { id: 'door', kind: 'input', config: { name: 'door', type: 'text' } },
      { id: 'call', kind: 'tool', config: call },
      { id: 'body', kind: 'expression', config: { expression: 'input.body' } },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'door', port: 'value' }, to: { node: 'call', port: 'input' } },
      { id: 'e2', from: { node: 'call', port: 'result' }, to: { node: 'body', port: 'input' } },
      { id: 'e3', from: { node: 'body', port: 'value' }, to: { node: 'result', port: 'value' } },
    ],
  };
}

async function post<TAnswer>(path: string, body: unknown = {}): Promise<TAnswer> {
  const reply = await server.request('POST', `/api/v1${path}`, { body });
  if (reply.status >= 400) throw new Error(`${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body as TAnswer;
}

/** A draft that may call the service of this test, which stands at a private address. */
async function draft(change: (sdl: string) => string = (sdl) => sdl): Promise<Deployment> {
  const body = { target: { type: 'flow', flowId }, image: IMAGE };
  const { deployment } = await post<{ deployment: Deployment }>('/deployments', body);
  const allowed = deployment.sdl.replace(
    '# - CODEXOS_ALLOWED_ADDRESSES=10.0.0.5:8080',
    `- CODEXOS_ALLOWED_ADDRESSES=${host}`,
  );
  const reply = await server.request('PATCH', `/api/v1/deployments/${deployment.id}`, {
    body: { sdl: change(allowed) },
  });
  return reply.body as Deployment;
}

const secretsOf = async ({ sdl }: Deployment) => (await post<SdlReport>('/akash/sdl-check', { sdl })).secrets;
const deploy = ({ id }: Deployment): Promise<Reply> =>
  server.request('POST', `/api/v1/deployments/${id}/deploy`, { body: {} });

async function callLive({ id }: Deployment): Promise<unknown> {
  const live = await vi.waitFor(
    async () => {
      const { body } = await server.request('GET', `/api/v1/deployments/${id}`);
      const { deployment } = body as { deployment: Deployment };
      expect(deployment).toMatchObject({ state: 'live' });
      return deployment;
    },
    { timeout: 40_000, interval: 100 },
  );
  const { value } = await post<{ value: string }>(`/deployments/${id}/tokens`, { name: 'Caller' });
  const answer = await fetch(`${live.endpoints[0] ?? ''}/api/v1/published/${flowId}/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${value}`, 'content-type': 'application/json' },
    body: JSON.stringify({ input: { door: `http://${host}/` } }),
  });
  return answer.json();
}

describe('a flow that needs a secret on Akash', () => {
  it('is deployed once the secret may leave, and its service gets the value', async () => {
    const deployment = await draft();
    expect(await secretsOf(deployment)).toEqual([{ name: 'DOOR_KEY', secretId, state: 'not-granted' }]);
    expect(await deploy(deployment)).toMatchObject({
      status: 403,
      body: {
        error: { code: 'SECRET_NOT_GRANTED', message: 'The secret DOOR_KEY is not granted to Akash.' },
      },
    });

    const grants = { tools: ['http-request'], hosts: [host], providers: ['akash'] };
    await server.request('PATCH', `/api/v1/secrets/${secretId}`, { body: { grants } });
    expect(await secretsOf(deployment)).toEqual([{ name: 'DOOR_KEY', secretId, state: 'ready' }]);
    expect((await deploy(deployment)).status).toBe(202);
    expect(await callLive(deployment)).toMatchObject({
      status: 'completed',
      output: 'Welcome, Bearer [secret:DOOR_KEY]',
    });
    expect(received).toEqual([`Bearer ${CANARY}`]);

    const { query } = server.test.application.services.database;
    const rows = await query.selectFrom('deployment_events').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(CANARY);
    const { body: logs } = await server.request('GET', `/api/v1/deployments/${deployment.id}/logs`);
    expect(JSON.stringify(logs)).not.toContain(CANARY);
    const [folder = ''] = folders;
    expect(await readdir(folder)).toContain('codexos.sqlite');
    expect(await findInFolder(folder, formsOf(CANARY))).toEqual([]);
    expect(await findInFolder(server.test.dataFolder, formsOf(CANARY))).toEqual([]);
    await post(`/deployments/${deployment.id}/close`);
  }, 90_000);

  it('says plainly what it lacks when the secret was left out', async () => {
    const deployment = await draft((sdl) => sdl.replace(/.*CODEXOS_SECRET_DOOR_KEY.*\n/, ''));
    expect(await secretsOf(deployment)).toEqual([{ name: 'DOOR_KEY', secretId, state: 'left-out' }]);
    expect((await deploy(deployment)).status).toBe(202);
    expect(await callLive(deployment)).toMatchObject({
      status: 'failed',
      error: {
        code: 'SECRET_MISSING',
        message: expect.stringContaining('The deployed flow was not given the secret DOOR_KEY.') as string,
        hint: expect.stringContaining('Deploy it again') as string,
      },
    });
    expect(received).toEqual([]);
    await post(`/deployments/${deployment.id}/close`);
  }, 90_000);

  it('is not sent when the vault does not have the secret', async () => {
    const deployment = await draft((sdl) => sdl.replace('secret:DOOR_KEY', 'secret:NOBODY_HAS_IT'));
    expect(await secretsOf(deployment)).toEqual([{ name: 'NOBODY_HAS_IT', state: 'missing' }]);
    expect(await deploy(deployment)).toMatchObject({ body: { error: { code: 'SECRET_MISSING' } } });
  });
});
