import { resolve } from 'node:path';
import { startBackend, startConsoleDouble, type ConsoleDouble } from '@codexos/application/testing';
import type { Deployment, DeploymentEvent } from '@codexos/protocol/deployment';
import { applyDeploymentEvent } from '@codexos/protocol/deployment-view';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFlow, linearFlow } from './flows.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

const API_KEY = 'ac.sk.test.key-of-the-double';
const project = resolve(import.meta.dirname, '../../..');
let double: ConsoleDouble;
let server: TestServer;

beforeAll(async () => {
  double = await startConsoleDouble({ apiKey: API_KEY, startService: startBackend(project) });
  const timings = { pollMs: 50, collectMs: 100, healthMs: 200 };
  server = await startTestServer({ akash: { url: double.url, timings } });
  await post('/secrets', { name: 'AKASH_API_KEY', value: API_KEY, grants: { providers: ['akash'] } });
});
afterAll(async () => {
  expect(double.broken).toEqual([]);
  await server[Symbol.asyncDispose]();
  await double[Symbol.asyncDispose]();
});

async function post<TAnswer>(path: string, body: unknown = {}): Promise<TAnswer> {
  const reply = await server.request('POST', `/api/v1${path}`, { body });
  if (reply.status >= 400) throw new Error(`${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body as TAnswer;
}

interface Drafted {
  deployment: Deployment;
}

const newToken = async ({ id }: Deployment, body: object = {}): Promise<string> =>
  (await post<{ value: string }>(`/deployments/${id}/tokens`, { name: 'Caller', ...body })).value;

/** Follows over the socket, as the studio does, until the deployment is in the state. */
async function follow(draft: Deployment, state: Deployment['state'], act: () => Promise<unknown>) {
  const socket = await server.connect();
  let deployment = draft;
  const reached = new Promise<Deployment>((resolve, reject) => {
    const look = (): void => {
      if (deployment.state === state) resolve(deployment);
      else if (deployment.state === 'failed') reject(new Error(JSON.stringify(deployment.error)));
    };
    socket.on('deployment-event', ({ event }: { event: DeploymentEvent }) => {
      deployment = applyDeploymentEvent(deployment, event);
      look();
    });
  });
  const joined = await new Promise<{ ok: boolean }>((done) =>
    socket.emit('deployment-join', { deploymentId: draft.id }, done),
  );
  expect(joined.ok).toBe(true);
  await act();
  const found = await reached;
  socket.disconnect();
  return found;
}

describe('a published flow on Akash', () => {
  it('is deployed, called at its endpoint with a token, watched and closed', async () => {
    const { id: flowId } = await addFlow(server, linearFlow());
    await post(`/flows/${flowId}/publish`);
    const { deployment } = await post<Drafted>('/deployments', {
      target: { type: 'flow', flowId },
      image: 'registry.example/codexos:1',
    });
    const report = await post<{ problems: object[]; estimate: { lines: object[] } }>('/akash/sdl-check', {
      sdl: deployment.sdl,
    });
    expect(report.problems).toEqual([]);
    expect(report.estimate.lines).toHaveLength(4);

    const live = await follow(deployment, 'live', () => post(`/deployments/${deployment.id}/deploy`));
    const [endpoint = ''] = live.endpoints;
    const token = await newToken(deployment);
    const call = (authorization: string) =>
      fetch(`${endpoint}/api/v1/published/${flowId}/runs`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ input: { text: 'hello akash' } }),
      });
    const answer = (await (await call(`Bearer ${token}`)).json()) as { status: string; output: string };
    expect(answer).toMatchObject({ status: 'completed', output: 'hello akash!' });
    expect((await call('Bearer cdx_wrong')).status).toBe(401);
    expect((await call(`Bearer ${token.slice(0, -2)}AA`)).status).toBe(401);
    const ours = await post<{ value: string }>('/api-tokens', { name: 'Of the studio' });
    expect((await call(`Bearer ${ours.value}`)).status).toBe(401);
    const here = await server.request('POST', `/api/v1/published/${flowId}/runs`, {
      token,
      body: { input: { text: 'x' } },
    });
    expect(here.status).toBe(401);
    const { deployment: known } = (await server.request('GET', `/api/v1/deployments/${deployment.id}`))
      .body as Drafted;
    expect(known.tokens).toEqual([expect.objectContaining({ name: 'Caller' })]);
    expect(JSON.stringify(known)).not.toContain(token);

    const logs = await server.request('GET', `/api/v1/deployments/${deployment.id}/logs`);
    expect(JSON.stringify(logs.body)).toContain('CodexOS is running');
    const closed = await follow(live, 'closed', () => post(`/deployments/${deployment.id}/close`));
    expect((closed.refundMicroUsd ?? 0) + (closed.spentMicroUsd ?? 0)).toBe(5_000_000);
    await expect(fetch(endpoint)).rejects.toThrow();
    const late = await server.request('POST', `/api/v1/deployments/${deployment.id}/tokens`, {
      body: { name: 'Late' },
    });
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'DEPLOYMENT_STATE_WRONG' } } });
  }, 60_000);

  it('is not drafted when it is not published', async () => {
    const { id: flowId } = await addFlow(server, linearFlow());
    const reply = await server.request('POST', '/api/v1/deployments', {
      body: { target: { type: 'flow', flowId }, image: 'registry.example/codexos:1' },
    });
    expect(reply).toMatchObject({ status: 409, body: { error: { code: 'NOT_PUBLISHED' } } });
  });

  it('tells which server it is, and never shows the key', async () => {
    const status = await server.request('GET', '/api/v1/akash');
    expect(status.body).toMatchObject({ server: double.url, isSimulated: true, keyState: 'present' });
    expect(JSON.stringify(status.body)).not.toContain(API_KEY);
  });
});

describe('a published agent on Akash', () => {
  it('answers a request at its endpoint', async () => {
    const agent = await post<{ id: string }>('/agents', { name: 'Helper' });
    await post(`/agents/${agent.id}/publish`);
    const { deployment } = await post<Drafted>('/deployments', {
      target: { type: 'agent', agentId: agent.id },
      image: 'registry.example/codexos:1',
    });
    const live = await follow(deployment, 'live', () => post(`/deployments/${deployment.id}/deploy`));
    const reply = await fetch(`${live.endpoints[0] ?? ''}/api/v1/published/${agent.id}/runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await newToken(deployment)}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        input: { request: 'What is the lease? The lease is a promise of a provider.' },
      }),
    });
    expect(await reply.json()).toMatchObject({ status: 'completed' });
    await follow(live, 'closed', () => post(`/deployments/${deployment.id}/close`));
  }, 60_000);
});
