import type { AuditEntry } from '@codexos/protocol/contracts/audit.contract';
import type { RunEvent } from '@codexos/protocol/run-event';
import { questionThingId } from '@codexos/protocol/contracts/share.contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeOf, join, setUp, type Person } from './people.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

let server: TestServer;
let admin: Person;
let flowId: string;
let now = Date.now();

/** Asks the admin alone whether a secret plan may go on. */
const flow = {
  name: 'Secret plan',
  nodes: [
    { id: 'plan', kind: 'input', config: { name: 'plan' } },
    { id: 'other', kind: 'input', config: { name: 'other' } },
    { id: 'ask', kind: 'approval', config: { question: 'May {{ input }} go on?', role: 'admin' } },
    { id: 'out', kind: 'output', config: { name: 'answer' } },
    { id: 'rest', kind: 'output', config: { name: 'rest' } },
  ],
  edges: [
    { id: 'e1', from: { node: 'plan', port: 'value' }, to: { node: 'ask', port: 'input' } },
    { id: 'e2', from: { node: 'ask', port: 'approved' }, to: { node: 'out', port: 'value' } },
    { id: 'e3', from: { node: 'other', port: 'value' }, to: { node: 'rest', port: 'value' } },
  ],
};

beforeAll(async () => {
  server = await startTestServer({ auth: 'accounts', clock: () => now });
  admin = await setUp(server);
  flowId = ((await admin.request('POST', '/api/v1/flows', { flow })).body as { id: string }).id;
});
afterAll(() => server[Symbol.asyncDispose]());

async function ask(): Promise<{ runId: string; thing: { type: 'question'; id: string } }> {
  const input = { plan: 'the launch', other: 'hidden' };
  const run = await admin.request('POST', `/api/v1/flows/${flowId}/runs`, { input });
  const { id: runId } = run.body as { id: string };
  await until(runId, 'paused');
  return { runId, thing: { type: 'question', id: questionThingId.of(runId, 'ask') } };
}

const until = (runId: string, status: string) =>
  vi.waitFor(
    async () => expect((await admin.request('GET', `/api/v1/runs/${runId}`)).body).toMatchObject({ status }),
    { timeout: 10_000 },
  );
const visit = (path: string, body: object) =>
  server.request('POST', `/api/v1/shared/${path}`, { token: null, body });
const link = (thing: object, more: object = { expiresInDays: 1 }, by = admin) =>
  by.request('POST', '/api/v1/share-links', { kind: 'answer', thing, ...more });
const tokenOf = async (thing: object): Promise<string> =>
  ((await link(thing)).body as { token: string }).token;

describe('a link to answer a question', () => {
  it('shows the question alone, takes one answer, and leads nowhere after that', async () => {
    const { runId, thing } = await ask();
    const token = await tokenOf(thing);
    const { body } = await visit('open', { token });
    expect(body).toMatchObject({
      kind: 'answer',
      view: {
        type: 'question',
        question: { type: 'approval', text: 'May the launch go on?', value: 'the launch' },
      },
    });
    for (const secret of [runId, flowId, admin.workspaceId, admin.userId, 'hidden', 'Secret plan'])
      expect(JSON.stringify(body)).not.toContain(secret);
    expect(codeOf(await visit('answer', { token, answer: { yes: 1 } }))).toBe('REQUEST_INVALID');
    expect((await visit('answer', { token, answer: { isApproved: true } })).status).toBe(200);
    await until(runId, 'completed');
    expect(codeOf(await visit('open', { token }))).toBe('SHARE_LINK_INVALID');
    expect(codeOf(await visit('answer', { token, answer: { isApproved: true } }))).toBe('SHARE_LINK_INVALID');
    const { items } = (await admin.request('GET', `/api/v1/runs/${runId}/events`)).body as {
      items: RunEvent[];
    };
    const answer = items.find((event) => event.type === 'node-answer');
    expect(answer?.type === 'node-answer' && answer.by).toMatch(/^share-link /);
    const audit = await admin.request('GET', '/api/v1/audit?action=answerShared');
    expect((audit.body as { items: AuditEntry[] }).items).toMatchObject([
      { actor: { type: 'share-link' }, target: runId, details: { activationId: 'ask' } },
    ]);
  });

  it('takes one of two answers at once and tells the other', async () => {
    const { runId, thing } = await ask();
    const tokens = [await tokenOf(thing), await tokenOf(thing)];
    const replies = await Promise.all(
      tokens.map((token) => visit('answer', { token, answer: { isApproved: true } })),
    );
    expect(replies.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const refused = replies.find(({ status }) => status !== 200);
    expect(['CONFLICT', 'SHARE_LINK_INVALID']).toContain(refused && codeOf(refused));
    await until(runId, 'completed');
  });

  it('ends with its time, when it is revoked, and when the run is answered in the studio', async () => {
    const { runId, thing } = await ask();
    const [late, revoked, open] = [
      await tokenOf(thing),
      (await link(thing)).body,
      (await link(thing, { expiresInDays: 30 })).body,
    ];
    await admin.request('DELETE', `/api/v1/share-links/${(revoked as { id: string }).id}`);
    now += 2 * 86_400_000;
    expect(codeOf(await visit('open', { token: late }))).toBe('SHARE_LINK_INVALID');
    expect(codeOf(await visit('open', { token: (revoked as { token: string }).token }))).toBe(
      'SHARE_LINK_INVALID',
    );
    const { token } = open as { token: string };
    expect((await visit('open', { token })).status).toBe(200);
    await admin.request('POST', `/api/v1/runs/${runId}/answer`, {
      activationId: 'ask',
      answer: { isApproved: false },
    });
    expect(codeOf(await visit('open', { token }))).toBe('SHARE_LINK_INVALID');
  });

  it('is made for a question that waits, with an end, by who may answer it', async () => {
    const { thing } = await ask();
    expect(codeOf(await link(thing, {}))).toBe('REQUEST_INVALID');
    expect(codeOf(await link({ type: 'question', id: `${thing.id}x` }))).toBe('NOT_FOUND');
    expect(codeOf(await link({ type: 'flow', id: flowId }))).toBe('REQUEST_INVALID');
    const creator = await join(server, { admin, role: 'creator', name: 'Cleo' });
    expect(codeOf(await link(thing, { expiresInDays: 1 }, creator))).toBe('PERMISSION_DENIED');
  });
});
