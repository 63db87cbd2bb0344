import type { AuditEntry } from '@codexos/protocol/contracts/audit.contract';
import type { ShareKind } from '@codexos/protocol/contracts/share.contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linearFlow } from './flows.ts';
import { codeOf, join, setUp, type Person } from './people.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

let server: TestServer;
let admin: Person;
let flowId: string;
let runId: string;
let now = Date.now();

beforeAll(async () => {
  server = await startTestServer({ auth: 'accounts', clock: () => now });
  admin = await setUp(server);
  const made = await admin.request('POST', '/api/v1/flows', { flow: linearFlow() });
  flowId = (made.body as { id: string }).id;
  await admin.request('POST', `/api/v1/flows/${flowId}/publish`, {});
  const run = await admin.request('POST', `/api/v1/published/${flowId}/runs`, { input: { text: 'Hello' } });
  runId = (run.body as { runId: string }).runId;
});
afterAll(() => server[Symbol.asyncDispose]());

async function share(
  kind: ShareKind,
  thing: object,
  more: object = {},
): Promise<{ id: string; token: string }> {
  const reply = await admin.request('POST', '/api/v1/share-links', { kind, thing, ...more });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body as { id: string; token: string };
}

/** As somebody who has nothing but the link. */
const visit = (path: string, body: object) =>
  server.request('POST', `/api/v1/shared/${path}`, { token: null, body });

describe('a share link', () => {
  it('shows a flow without configuration, ids of the workspace or anything beside it', async () => {
    const { token } = await share('view', { type: 'flow', id: flowId });
    const { body } = await visit('open', { token });
    expect(body).toEqual({
      kind: 'view',
      view: {
        type: 'flow',
        name: 'Shout',
        description: '',
        nodes: [
          { id: 'text', kind: 'input', name: 'input' },
          { id: 'shout', kind: 'expression', name: 'expression' },
          { id: 'result', kind: 'output', name: 'output' },
        ],
        edges: [
          { from: 'text', to: 'shout' },
          { from: 'shout', to: 'result' },
        ],
        inputs: [{ name: 'text', label: 'text', type: 'text', isRequired: true }],
      },
    });
  });

  it('shows a run with its drawing, its events and results', async () => {
    const { token } = await share('view', { type: 'run', id: runId });
    const { body } = await visit('open', { token });
    expect(body).toMatchObject({
      view: {
        type: 'run',
        status: 'completed',
        input: { text: 'Hello' },
        outputs: { answer: 'Hello!' },
        drawing: {
          nodes: [{ id: 'text' }, { id: 'shout' }, { id: 'result' }],
          edges: [{ from: { node: 'text', port: 'value' } }, { to: { node: 'result', port: 'value' } }],
        },
        events: expect.arrayContaining([
          expect.objectContaining({ type: 'node-start', node: 'shout' }),
          expect.objectContaining({
            type: 'node-end',
            node: 'shout',
            outputs: [{ port: 'value', value: 'Hello!' }],
          }),
          expect.objectContaining({ type: 'run-end', status: 'completed' }),
        ]) as unknown,
      },
    });
    // Neither ids of the workspace nor settings of nodes.
    for (const secret of [admin.workspaceId, admin.userId, flowId, runId, 'input + ', 'flowHash'])
      expect(JSON.stringify(body)).not.toContain(secret);
  });

  it('shows a conversation as it went', async () => {
    const made = await admin.request('POST', '/api/v1/conversations', {
      partner: { type: 'flow', flowId },
      title: 'Said aloud',
    });
    const { id } = made.body as { id: string };
    const sent = await admin.request('POST', `/api/v1/conversations/${id}/messages`, { text: 'Hey' });
    const { services } = server.test.application;
    const key = {
      workspaceId: admin.workspaceId as never,
      runId: (sent.body as { run: { id: string } }).run.id,
    };
    await services.runs.waitForResult(key as never, 10_000);
    const { token } = await share('view', { type: 'conversation', id });
    const { body } = await visit('open', { token });
    expect(body).toMatchObject({
      view: { type: 'conversation', title: 'Said aloud', messages: [{ text: 'Hey' }, { text: 'Hey!' }] },
    });
  });

  it('runs the published version alone, whatever the draft says by now', async () => {
    const { token, id } = await share('run', { type: 'flow', id: flowId });
    const draft = linearFlow();
    draft.nodes[1] = { id: 'shout', kind: 'expression', config: { expression: '"draft"' } };
    await admin.request('PUT', `/api/v1/flows/${flowId}`, { flow: draft });
    const { body } = await visit('run', { token, input: { text: 'Hi' } });
    expect(body).toMatchObject({ status: 'completed', output: 'Hi!', outputs: { answer: 'Hi!' } });
    const audit = (await admin.request('GET', '/api/v1/audit?action=runShared')).body as {
      items: AuditEntry[];
    };
    expect(audit.items[0]).toMatchObject({ actor: { type: 'share-link', id }, outcome: 'done' });
    const extra = await visit('run', { token, input: {}, flow: draft });
    expect(codeOf(extra) ?? (extra.body as { status: string }).status).not.toBe('completed');
  });

  it('gives a copy to whoever is signed in and may make flows', async () => {
    const { token } = await share('fork', { type: 'flow', id: flowId });
    const creator = await join(server, { admin, role: 'creator', name: 'Ina' });
    const fork = await creator.request('POST', '/api/v1/shared/fork', { token });
    expect(fork.status).toBe(201);
    const { flowId: copied } = fork.body as { flowId: string };
    expect(copied).not.toBe(flowId);
    expect((await creator.request('GET', `/api/v1/flows/${copied}`)).body).toMatchObject({ name: 'Shout' });
    expect(codeOf(await visit('fork', { token }))).toBe('SESSION_REQUIRED');
    const viewer = await join(server, { admin, role: 'viewer', name: 'Jo' });
    expect(codeOf(await viewer.request('POST', '/api/v1/shared/fork', { token }))).toBe('PERMISSION_DENIED');
  });

  it('does what it was made for and no more', async () => {
    const { token } = await share('view', { type: 'flow', id: flowId });
    expect(codeOf(await visit('run', { token }))).toBe('PERMISSION_DENIED');
    expect(codeOf(await admin.request('POST', '/api/v1/shared/fork', { token }))).toBe('PERMISSION_DENIED');
    for (const authorization of [`Bearer ${token}`])
      expect(
        (await server.request('GET', '/api/v1/flows', { token: null, headers: { authorization } })).status,
      ).toBe(401);
  });

  it('leads nowhere once it is revoked, over, unknown, or its thing is gone', async () => {
    const revoked = await share('view', { type: 'run', id: runId });
    await admin.request('DELETE', `/api/v1/share-links/${revoked.id}`);
    const over = await share('view', { type: 'run', id: runId }, { expiresInDays: 1 });
    const gone = await share('view', { type: 'flow', id: flowId });
    expect((await visit('open', { token: over.token })).status).toBe(200);
    now += 25 * 3_600_000;
    await admin.request('DELETE', `/api/v1/flows/${flowId}/publish`);
    for (const token of [revoked.token, over.token, gone.token, 'guess'])
      expect([token, codeOf(await visit('open', { token }))]).toEqual([token, 'SHARE_LINK_INVALID']);
    await admin.request('POST', `/api/v1/flows/${flowId}/publish`, {});
  });

  it('is not made for a draft, for what is elsewhere, or for runs of runs', async () => {
    const { body } = await admin.request('POST', '/api/v1/flows', { flow: linearFlow() });
    const make = (kind: string, thing: object) =>
      admin.request('POST', '/api/v1/share-links', { kind, thing });
    expect(codeOf(await make('view', { type: 'flow', id: (body as { id: string }).id }))).toBe(
      'NOT_PUBLISHED',
    );
    expect(codeOf(await make('run', { type: 'run', id: runId }))).toBe('REQUEST_INVALID');
    expect(codeOf(await make('view', { type: 'run', id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }))).toBe(
      'RUN_NOT_FOUND',
    );
  });

  it('is stored as a hash, counts its uses, and slows down who asks too often', async () => {
    const { token, id } = await share('run', { type: 'flow', id: flowId });
    const codes: (string | undefined)[] = [];
    for (let index = 0; index < 12; index += 1)
      codes.push(codeOf(await visit('run', { token, input: { text: 'x' } })));
    expect(codes.at(-1)).toBe('RATE_LIMITED');
    const { items } = (await admin.request('GET', `/api/v1/share-links?thingId=${flowId}`)).body as {
      items: { id: string; useCount: number }[];
    };
    expect(items.find((link) => link.id === id)?.useCount).toBeGreaterThan(5);
    const rows = await server.test.application.services.database.query
      .selectFrom('share_links')
      .selectAll()
      .execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});
