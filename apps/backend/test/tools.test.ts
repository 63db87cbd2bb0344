import { startScriptedModelServer, type ScriptedModelServer } from '@codexos/application/testing';
import type { FlowDetail } from '@codexos/protocol/contracts/flows.contract';
import type { ToolDetail, ToolPreview, ToolSummary } from '@codexos/protocol/contracts/tools.contract';
import type { Catalogue } from '@codexos/protocol/catalogue';
import type { RunResult } from '@codexos/protocol/contracts/runs.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addFlow } from './flows.ts';
import { flowWithTool, issueTool, startIssueTracker, type IssueTracker } from './issue-tracker.ts';
import { START_TOKEN, startTestServer, type TestServer } from './start-test-server.ts';

const TOKEN = 'token-of-the-tracker-51d2e8';

let server: TestServer;
let tracker: IssueTracker;
let model: ScriptedModelServer;

beforeAll(async () => {
  tracker = await startIssueTracker();
  model = await startScriptedModelServer(({ body }) =>
    JSON.stringify(body.messages).includes('It is broken')
      ? { text: 'The issue says that it is broken.' }
      : { toolCalls: [{ id: 'c', name: 'get-issue', input: { id: '7', verbose: null } }] },
  );
  server = await startTestServer({
    allowedAddresses: [host(), new URL(model.url).host],
    readSecret: (name) => (name === 'OPENAI_COMPATIBLE_BASE_URL' ? `${model.url}/v1` : undefined),
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await model[Symbol.asyncDispose]();
  await tracker[Symbol.asyncDispose]();
});
beforeEach(() => {
  tracker.received.length = 0;
});

const host = () => tracker.host;

const documentOf = (change?: object) => issueTool(host(), change);

async function ask<TBody>(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: TBody }> {
  const reply = await server.request(method, `/api/v1${path}`, body === undefined ? {} : { body });
  return { status: reply.status, body: reply.body as TBody };
}

async function runPublished(flowId: string, text: string): Promise<RunResult> {
  await ask('POST', `/flows/${flowId}/publish`, {});
  return (await ask<RunResult>('POST', `/published/${flowId}/runs`, { input: { text } })).body;
}

describe('a workspace tool', () => {
  let tool: ToolDetail;
  let flow: FlowDetail;

  it('is kept, says what it lacks, and stands in the catalogue beside those of the app', async () => {
    const made = await ask<ToolDetail>('POST', '/tools', { document: documentOf() });
    tool = made.body;
    expect([made.status, tool]).toEqual([
      201,
      expect.objectContaining({
        name: 'get-issue',
        method: 'GET',
        host: host(),
        secrets: ['TRACKER_TOKEN'],
        revision: 1,
        problems: [expect.objectContaining({ path: 'secrets', secret: 'TRACKER_TOKEN' })],
        usedBy: { flows: [], agents: [] },
      }),
    ]);
    const { tools } = (await ask<Catalogue>('GET', '/catalogue')).body;
    expect(tools.find(({ name }) => name === 'get-issue')).toMatchObject({
      effect: 'read',
      secrets: ['TRACKER_TOKEN'],
    });
    flow = await addFlow(server, flowWithTool('get-issue'));
    expect(flow.problems).toEqual([
      expect.objectContaining({
        code: 'SECRET_MISSING',
        subject: 'TRACKER_TOKEN',
        severity: 'warning',
        nodeId: 'fetch',
      }),
    ]);
  });

  it('is refused its secret until tool and host are granted', async () => {
    const secret = await ask<{ id: string }>('POST', '/secrets', { name: 'TRACKER_TOKEN', value: TOKEN });
    const grant = async (grants: object) => {
      await ask('PATCH', `/secrets/${secret.body.id}`, { grants });
      return (await ask<ToolDetail>('GET', `/tools/${tool.id}`)).body.problems.map(({ message }) => message);
    };
    expect(await grant({ tools: [], hosts: [] })).toEqual([
      'The secret TRACKER_TOKEN is not granted to get-issue.',
    ]);
    expect(await grant({ tools: ['get-issue'], hosts: ['api.example.com'] })).toEqual([
      `The secret TRACKER_TOKEN may not go to ${host()}.`,
    ]);
    const refused = await runPublished(flow.id, '1');
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'SECRET_NOT_GRANTED' } });
    expect(tracker.received).toEqual([]);
    expect(await grant({ tools: ['get-issue'], hosts: [host()] })).toEqual([]);
  });

  it('runs in a flow with its secret, and nobody sees the value', async () => {
    const result = await runPublished(flow.id, '42/1');
    expect(result).toMatchObject({ status: 'completed' });
    expect(JSON.parse(result.output)).toEqual({
      title: 'It is broken',
      sent: 'Bearer [secret:TRACKER_TOKEN]',
    });
    expect(tracker.received).toEqual([
      expect.objectContaining({
        method: 'GET',
        url: '/issues/42%2F1',
        headers: expect.objectContaining({ authorization: `Bearer ${TOKEN}` }),
      }),
    ]);
    expect(tracker.received[0]?.headers['idempotency-key']).toBeUndefined();
    const detail = (await ask<ToolDetail>('GET', `/tools/${tool.id}`)).body;
    expect(detail.usedBy.flows).toEqual([{ id: flow.id, name: 'Ask the tracker' }]);
    const failed = await runPublished(flow.id, 'gone');
    expect(failed).toMatchObject({
      status: 'failed',
      error: {
        code: 'TOOL_FAILED',
        message: expect.stringContaining('404'),
        hint: expect.stringContaining('no such issue'),
      },
    });
  });

  it('is called by an agent that was given it', async () => {
    const agent = await ask<{ id: string }>('POST', '/agents', {
      name: 'Reporter',
      config: { model: 'local/tiny', tools: ['get-issue'] },
    });
    const run = await ask<{ id: string }>('POST', `/agents/${agent.body.id}/runs`, {
      request: 'What is issue 7?',
    });
    const { services } = server.test.application;
    const key = { workspaceId: server.test.principal.workspaceId, runId: run.body.id };
    expect(await services.runs.waitForResult(key, 20_000)).toMatchObject({
      status: 'completed',
      output: 'The issue says that it is broken.',
    });
    expect(tracker.received.map(({ url }) => url)).toEqual(['/issues/7']);
  });

  it('is changed with versions, under the name that it has', async () => {
    const changed = documentOf({ label: 'Read an issue' });
    const saved = await ask<ToolDetail>('PUT', `/tools/${tool.id}`, { document: changed, revision: 1 });
    expect(saved.body).toMatchObject({ label: 'Read an issue', revision: 2 });
    const late = await ask<{ error: { code: string } }>('PUT', `/tools/${tool.id}`, {
      document: changed,
      revision: 1,
    });
    expect([late.status, late.body.error.code]).toEqual([409, 'CONFLICT']);
    const renamed = await ask<{ error: { code: string } }>('PUT', `/tools/${tool.id}`, {
      document: documentOf({ name: 'fetch-issue' }),
      revision: 2,
    });
    expect(renamed.body.error.code).toBe('TOOL_INVALID');
    const restored = await ask<ToolDetail>('POST', `/tools/${tool.id}/versions/1/restore`, {});
    expect(restored.body).toMatchObject({ label: 'Get an issue', revision: 3 });
    const versions = await ask<{ items: { number: number }[] }>('GET', `/tools/${tool.id}/versions`);
    expect(versions.body.items.map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  it.each([
    ['a name of the app', { name: 'http-request' }, 'TOOL_INVALID'],
    ['a name that agents have anyway', { name: 'remember' }, 'TOOL_INVALID'],
    ['a name that is taken', {}, 'CONFLICT'],
    [
      'an expression that cannot be read',
      { answer: { type: 'expression', expression: 'process.exit()' } },
      'TOOL_INVALID',
    ],
    [
      'a reading effect for a call that changes',
      { effect: 'read', request: { method: 'POST', url: 'https://x.example/' } },
      'REQUEST_INVALID',
    ],
    [
      'a host that an input decides',
      { request: { method: 'GET', url: 'https://{{ input.id }}/' } },
      'REQUEST_INVALID',
    ],
  ])('is refused with %s', async (_name, change, code) => {
    const { body } = await ask<{ error: { code: string } }>('POST', '/tools', {
      document: documentOf(change),
    });
    expect(body.error.code).toBe(code);
  });

  it('shows the request that it would send, masked, and sends it only when it is tried', async () => {
    const call = { document: documentOf(), input: { id: '9' } };
    const preview = await ask<ToolPreview>('POST', '/tools/preview', call);
    expect(preview.body).toEqual({
      request: {
        method: 'GET',
        url: `http://${host()}/issues/9`,
        headers: { accept: 'application/json', authorization: 'Bearer [secret:TRACKER_TOKEN]' },
      },
      problems: [],
      inputSchema: expect.objectContaining({ required: ['id'] }),
    });
    const lacking = await ask<ToolPreview>('POST', '/tools/preview', { ...call, input: {} });
    expect(lacking.body.problems).toEqual([expect.objectContaining({ path: 'input' })]);
    expect(tracker.received).toEqual([]);
    const tried = await ask<{ output: object }>('POST', '/tools/try', call);
    expect(tried.body.output).toEqual({ title: 'It is broken', sent: 'Bearer [secret:TRACKER_TOKEN]' });
    expect(tracker.received).toHaveLength(1);
    const wrong = await ask<{ error: { code: string } }>('POST', '/tools/try', {
      ...call,
      input: { id: 'gone' },
    });
    expect([wrong.status, wrong.body.error.code]).toEqual([200, 'TOOL_FAILED']);
    const entries = await ask<{ items: { action: string; details: object }[] }>('GET', '/audit');
    expect(entries.body.items[0]).toMatchObject({ action: 'tryTool', details: { name: 'get-issue' } });
  });

  it('takes back the call of a trial when whoever tried it goes', async () => {
    const cancelled = new AbortController();
    const trial = fetch(`${server.url}/api/v1/tools/try`, {
      method: 'POST',
      headers: { authorization: `Bearer ${START_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ document: documentOf(), input: { id: 'slow' } }),
      signal: cancelled.signal,
    });
    await vi.waitFor(() => expect(tracker.received).toHaveLength(1), { timeout: 5_000 });
    expect(tracker.takenBack).toBe(0);
    cancelled.abort();
    await expect(trial).rejects.toThrow();
    await vi.waitFor(() => expect(tracker.takenBack).toBe(1), { timeout: 5_000 });
  });

  it('does not lend the grants of a tool to a document of the same name with another host', async () => {
    const document = documentOf({
      request: {
        method: 'GET',
        url: 'https://93.184.215.14/',
        headers: [{ name: 'x', value: 'secret:TRACKER_TOKEN' }],
      },
    });
    const { body } = await ask<{ error: { code: string } }>('POST', '/tools/try', {
      document,
      input: { id: '1' },
    });
    expect(body.error.code).toBe('SECRET_NOT_GRANTED');
  });
});

describe('tools from a document of a service', () => {
  const openapi = (server: string) =>
    JSON.stringify({
      openapi: '3.0.0',
      info: { title: 'Tracker' },
      servers: [{ url: server }],
      paths: {
        '/issues': { get: { operationId: 'listIssues' }, post: { operationId: 'get-issue' } },
        '/files': { put: { requestBody: { required: true, content: { 'text/plain': {} } } } },
      },
    });

  it('are shown first and made of the operations that are chosen, and nothing is called', async () => {
    const read = await ask<{ title: string; items: { document?: { name: string }; reason?: string }[] }>(
      'POST',
      '/tools/read-file',
      { text: openapi(`http://${host()}`) },
    );
    expect(read.body.items.map(({ document, reason }) => document?.name ?? reason)).toEqual([
      'list-issues',
      'get-issue-2',
      expect.stringContaining('text/plain'),
    ]);
    const documents = read.body.items.flatMap(({ document }) => document ?? []);
    const made = await ask<{ items: ToolSummary[] }>('POST', '/tools/import', { documents });
    expect(made.body.items.map(({ name }) => name)).toEqual(['list-issues', 'get-issue-2']);
    const again = await ask<{ items: ToolSummary[] }>('POST', '/tools/import', { documents });
    expect(again.body.items.map(({ name }) => name)).toEqual(['list-issues-2', 'get-issue-3']);
    expect(tracker.received).toEqual([]);
  });

  it('are refused when one of them could never work, and none is kept', async () => {
    const before = (await ask<{ items: ToolSummary[] }>('GET', '/tools')).body.items.length;
    const documents = [documentOf(), documentOf({ answer: { type: 'expression', expression: '1 +' } })];
    expect((await ask('POST', '/tools/import', { documents })).status).toBe(422);
    expect((await ask<{ items: ToolSummary[] }>('GET', '/tools')).body.items).toHaveLength(before);
  });
});
