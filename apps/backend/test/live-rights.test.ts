import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linearFlow } from './flows.ts';
import { codeOf, connectWith, join, PASSWORD, setUp, signIn, type Person } from './people.ts';
import { startTestServer, type TestServer, type TestSocket } from './start-test-server.ts';

const LIMIT_MS = 1_000;

let server: TestServer;
let admin: Person;

beforeAll(async () => {
  server = await startTestServer({ auth: 'accounts' });
  admin = await setUp(server);
});
afterAll(() => server[Symbol.asyncDispose]());

/** How long after `change` began the socket was cut; rejects when it was not within the limit. */
async function cutAfter(socket: TestSocket, change: () => Promise<unknown>): Promise<string> {
  const cut = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Still connected after ${LIMIT_MS} ms.`)), LIMIT_MS);
    socket.once('disconnect', (reason) => {
      clearTimeout(timer);
      resolve(reason);
    });
  });
  const [reason] = await Promise.all([cut, change()]);
  return reason;
}

async function newToken(body: Record<string, unknown> = {}): Promise<{ id: string; value: string }> {
  const { body: made } = await admin.request('POST', '/api/v1/api-tokens', { name: 'x', ...body });
  return made as { id: string; value: string };
}

describe('a live connection', () => {
  it('is cut within a second when the role changes, and comes back with the new rights', async () => {
    const person = await join(server, { admin, role: 'creator', name: 'Cleo' });
    const socket = await person.connect();
    const { body } = await admin.request('POST', '/api/v1/flows', { flow: linearFlow() });
    const { id } = body as { id: string };
    const reason = await cutAfter(socket, () =>
      admin.request('PATCH', `/api/v1/members/${person.userId}`, { role: 'viewer' }),
    );
    expect(reason).toBe('io server disconnect');
    const again = await person.connect();
    const refused = await new Promise((resolve) =>
      again.emit('flow-update', { flowId: id as never, update: new Uint8Array([0, 0]) }, resolve),
    );
    expect(refused).toMatchObject({ ok: false, error: { code: 'PERMISSION_DENIED' } });
    again.disconnect();
  });

  it('is cut when the member is removed, and does not come back', async () => {
    const person = await join(server, { admin, role: 'viewer', name: 'Dora' });
    const socket = await person.connect();
    await cutAfter(socket, () => admin.request('DELETE', `/api/v1/members/${person.userId}`));
    await expect(person.connect()).rejects.toThrow('session');
  });

  it('is cut when the session is revoked or signed out, and the others stay', async () => {
    const person = await join(server, { admin, role: 'viewer', name: 'Elsa' });
    const other = await signIn(server, person.email);
    const [kept, first] = [await person.connect(), await other.connect()];
    const { items } = (await other.request('GET', '/api/v1/sessions')).body as {
      items: { id: string; isCurrent: boolean }[];
    };
    const id = items.find(({ isCurrent }) => isCurrent)?.id ?? '';
    await cutAfter(first, () => person.request('DELETE', `/api/v1/sessions/${id}`));
    expect(kept.connected).toBe(true);
    await cutAfter(kept, () => person.request('DELETE', '/api/v1/session'));
    await expect(person.connect()).rejects.toThrow('session');
  });

  it('is cut in other browsers when the password changes', async () => {
    const person = await join(server, { admin, role: 'viewer', name: 'Fay' });
    const other = await signIn(server, person.email);
    const [kept, cut] = [await person.connect(), await other.connect()];
    await cutAfter(cut, () =>
      person.request('POST', '/api/v1/session/password', {
        currentPassword: PASSWORD,
        newPassword: `${PASSWORD} now`,
      }),
    );
    expect(kept.connected).toBe(true);
    kept.disconnect();
  });

  it('is cut when the session goes over to another workspace', async () => {
    const { body } = await admin.request('POST', '/api/v1/workspaces', { name: 'Elsewhere' });
    const socket = await admin.connect();
    await cutAfter(socket, () =>
      admin.request('PUT', '/api/v1/session/workspace', { workspaceId: (body as { id: string }).id }),
    );
    await admin.request('PUT', '/api/v1/session/workspace', { workspaceId: admin.workspaceId });
  });

  it('is cut when its API token is revoked', async () => {
    const token = await newToken();
    const socket = await connectWith(server, { authorization: `Bearer ${token.value}` });
    await cutAfter(socket, () => admin.request('DELETE', `/api/v1/api-tokens/${token.id}`));
  });

  it('is cut when its API token ends by itself', async () => {
    const token = await newToken({ expiresInDays: 1 });
    const { query } = server.test.application.services.database;
    await query
      .updateTable('api_tokens')
      .set({ expires_at: Date.now() + 400 })
      .where('id', '=', token.id)
      .execute();
    const socket = await connectWith(server, { authorization: `Bearer ${token.value}` });
    await cutAfter(socket, async () => undefined);
    await expect(connectWith(server, { authorization: `Bearer ${token.value}` })).rejects.toThrow('ended');
  });
});

describe('an API token', () => {
  it('does what it was made for and nothing else', async () => {
    const { value } = await newToken({ permissions: ['flow:read'] });
    const call = (method: string, path: string, body?: unknown) =>
      server.request(method, path, { token: value, ...(body === undefined ? {} : { body }) });
    expect((await call('GET', '/api/v1/flows')).status).toBe(200);
    expect(codeOf(await call('POST', '/api/v1/flows', {}))).toBe('PERMISSION_DENIED');
    expect(codeOf(await call('GET', '/api/v1/runs'))).toBe('PERMISSION_DENIED');
  });

  it('never decides who has access, whatever it was asked to carry', async () => {
    for (const permission of [
      'member:manage',
      'token:manage',
      'account:manage',
      'workspace:create',
      'public',
    ]) {
      const reply = await admin.request('POST', '/api/v1/api-tokens', {
        name: 'x',
        permissions: [permission],
      });
      expect([permission, codeOf(reply)]).toEqual([permission, 'REQUEST_INVALID']);
    }
  });

  it('shrinks with the role of its maker', async () => {
    const second = await join(server, { admin, role: 'admin', name: 'Gwen' });
    const made = await second.request('POST', '/api/v1/api-tokens', {
      name: 'x',
      permissions: ['flow:write'],
    });
    const { value } = made.body as { value: string };
    const create = () => server.request('POST', '/api/v1/flows', { token: value, body: {} });
    expect((await create()).status).toBe(201);
    await admin.request('PATCH', `/api/v1/members/${second.userId}`, { role: 'viewer' });
    expect(codeOf(await create())).toBe('PERMISSION_DENIED');
    await admin.request('DELETE', `/api/v1/members/${second.userId}`);
    expect(codeOf(await create())).toBe('TOKEN_INVALID');
  });

  it('works in its own workspace alone', async () => {
    const { value } = await newToken({ permissions: ['flow:read', 'flow:write'] });
    const made = await admin.request('POST', '/api/v1/workspaces', { name: 'Apart' });
    await admin.request('PUT', '/api/v1/session/workspace', {
      workspaceId: (made.body as { id: string }).id,
    });
    const { body } = await admin.request('POST', '/api/v1/flows', { flow: linearFlow() });
    await admin.request('PUT', '/api/v1/session/workspace', { workspaceId: admin.workspaceId });
    const reply = await server.request('GET', `/api/v1/flows/${(body as { id: string }).id}`, {
      token: value,
    });
    expect(codeOf(reply)).toBe('FLOW_NOT_FOUND');
  });
});
