import type { AuditEntry } from '@codexos/protocol/contracts/audit.contract';
import { databaseKinds } from '@codexos/application/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, join, PASSWORD, setUp, signIn, type Person } from './people.ts';
import { START_TOKEN, startTestServer, type TestServer } from './start-test-server.ts';

const account = { name: 'Eve', email: 'eve@example.org', password: PASSWORD };

describe.each(databaseKinds)('a server with accounts on %s', (kind) => {
  let server: TestServer;
  let admin: Person;

  beforeAll(async () => {
    server = await startTestServer({ auth: 'accounts', kind });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const post = (path: string, body: unknown) => server.request('POST', path, { token: null, body });

  it('says that it waits for its first account', async () => {
    const { body } = await server.request('GET', '/api/v1/session/options', { token: null });
    expect(body).toEqual({ mode: 'accounts', needsSetup: true, hasPasswords: true, providers: [] });
  });

  it('opens nothing for the start token itself, as bearer or for a session', async () => {
    expect(codeOf(await server.request('GET', '/api/v1/session', { token: START_TOKEN }))).toBe(
      'TOKEN_INVALID',
    );
    expect(codeOf(await post('/api/v1/session', { startToken: START_TOKEN }))).toBe('TOKEN_INVALID');
  });

  it('makes no admin of whoever comes first', async () => {
    for (const value of ['', 'guess', 'null']) {
      const reply = await post('/api/v1/session/sign-up', { token: { type: 'setup', value }, ...account });
      expect(['TOKEN_INVALID', 'REQUEST_INVALID']).toContain(codeOf(reply));
    }
    expect(codeOf(await post('/api/v1/session/sign-up', account))).toBe('REQUEST_INVALID');
  });

  it('makes one first account of the start token, also when two come at once', async () => {
    const token = { type: 'setup', value: START_TOKEN };
    const replies = await Promise.all([
      post('/api/v1/session/sign-up', { token, ...account }),
      post('/api/v1/session/sign-up', { token, ...account, email: 'mallory@example.org' }),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 401]);
    const winner = replies.find(({ status }) => status === 200);
    expect(winner?.body).toMatchObject({ role: 'admin', mode: 'accounts', hasPassword: true });
    expect(winner?.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    admin = await signIn(server, (winner?.body as { email: string }).email);
    await expect(setUp(server)).rejects.toThrow('set up');
    const { body } = await server.request('GET', '/api/v1/session/options', { token: null });
    expect(body).toMatchObject({ needsSetup: false });
  });

  it('lets an invitation be taken once, by the right address, in its time, with the role it names', async () => {
    const { body } = await admin.request('POST', '/api/v1/invitations', {
      role: 'creator',
      email: 'Bob@Example.org',
    });
    const { token, id } = body as { token: string; id: string };
    const seen = await post('/api/v1/invitations/look-up', { token });
    expect(seen.body).toMatchObject({ role: 'creator', email: 'bob@example.org' });
    const use = (email: string) =>
      post('/api/v1/session/sign-up', {
        token: { type: 'invitation', value: token },
        name: 'Bob',
        email,
        password: PASSWORD,
      });
    expect(codeOf(await use('other@example.org'))).toBe('INVITATION_INVALID');
    const replies = await Promise.all([use('BOB@example.org'), use('bob@example.org')]);
    expect(replies.map(({ status }) => status).toSorted()[0]).toBe(200);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.find(({ status }) => status === 200)?.body).toMatchObject({ role: 'creator' });
    expect(codeOf(await post('/api/v1/invitations/look-up', { token }))).toBe('INVITATION_INVALID');
    const list = await admin.request('GET', '/api/v1/invitations');
    expect(JSON.stringify(list.body)).not.toContain(id);
    const rows = await server.test.application.services.database.query
      .selectFrom('invitations')
      .selectAll()
      .execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('does not take a withdrawn invitation', async () => {
    const { body } = await admin.request('POST', '/api/v1/invitations', { role: 'viewer' });
    const { token, id } = body as { token: string; id: string };
    expect((await admin.request('DELETE', `/api/v1/invitations/${id}`)).status).toBe(200);
    const reply = await post('/api/v1/session/sign-up', {
      token: { type: 'invitation', value: token },
      ...account,
      email: 'late@example.org',
    });
    expect(codeOf(reply)).toBe('INVITATION_INVALID');
  });

  it('never gives an invitation out with rights to those who may not invite', async () => {
    const viewer = await join(server, { admin, role: 'viewer', name: 'Vera' });
    expect(codeOf(await viewer.request('POST', '/api/v1/invitations', { role: 'admin' }))).toBe(
      'PERMISSION_DENIED',
    );
    expect(codeOf(await viewer.request('POST', '/api/v1/workspaces', { name: 'Mine' }))).toBe(
      'PERMISSION_DENIED',
    );
    expect(codeOf(await viewer.request('PATCH', `/api/v1/members/${viewer.userId}`, { role: 'admin' }))).toBe(
      'PERMISSION_DENIED',
    );
  });

  it('keeps the last admin', async () => {
    const change = await admin.request('PATCH', `/api/v1/members/${admin.userId}`, { role: 'viewer' });
    expect(codeOf(change)).toBe('LAST_ADMIN');
    const removal = await admin.request('DELETE', `/api/v1/members/${admin.userId}`);
    expect(codeOf(removal)).toBe('LAST_ADMIN');
    const second = await join(server, { admin, role: 'admin', name: 'Abe' });
    const both = await Promise.all([
      admin.request('PATCH', `/api/v1/members/${second.userId}`, { role: 'viewer' }),
      second.request('PATCH', `/api/v1/members/${admin.userId}`, { role: 'viewer' }),
    ]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    const loser = both[0]?.status === 200 ? second : admin;
    const keeper = loser === admin ? second : admin;
    await keeper.request('PATCH', `/api/v1/members/${loser.userId}`, { role: 'admin' });
    await admin.request('DELETE', `/api/v1/members/${second.userId}`);
    expect((await second.request('GET', '/api/v1/session')).status).toBe(401);
    await expect(signIn(server, second.email)).rejects.toThrow('not a member');
  });

  it('tells nobody whether an address has an account, and slows guessing down', async () => {
    await join(server, { admin, role: 'viewer', name: 'Gus' });
    const wrong = await post('/api/v1/session/sign-in', { email: 'gus@example.org', password: 'guess' });
    const unknown = await post('/api/v1/session/sign-in', { email: 'nobody@example.org', password: 'guess' });
    expect([codeOf(wrong), codeOf(unknown)]).toEqual(['SIGN_IN_FAILED', 'SIGN_IN_FAILED']);
    const codes: (string | undefined)[] = [];
    for (let index = 0; index < 9; index += 1)
      codes.push(
        codeOf(await post('/api/v1/session/sign-in', { email: 'gus@example.org', password: 'guess' })),
      );
    expect(codes.at(-1)).toBe('RATE_LIMITED');
    const right = await post('/api/v1/session/sign-in', { email: 'gus@example.org', password: PASSWORD });
    expect(codeOf(right)).toBe('RATE_LIMITED');
  });

  it('notes in the audit log who has signed out', async () => {
    const person = await join(server, { admin, role: 'viewer', name: 'Zoe' });
    expect((await person.request('DELETE', '/api/v1/session')).status).toBe(200);
    expect((await person.request('GET', '/api/v1/session')).status).toBe(401);
    const log = await admin.request('GET', `/api/v1/audit?action=deleteSession&target=${person.userId}`);
    expect(log.body).toMatchObject({ items: [{ actor: { id: person.userId }, outcome: 'done' }] });
  });

  it('lists sessions, ends one, and ends all others with a new password', async () => {
    const person = await join(server, { admin, role: 'executor', name: 'Kim' });
    const second = await signIn(server, person.email);
    const third = await signIn(server, person.email);
    const { items } = (await person.request('GET', '/api/v1/sessions')).body as {
      items: { id: string; isCurrent: boolean }[];
    };
    expect(items).toHaveLength(3);
    expect(items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    const own = (await second.request('GET', '/api/v1/sessions')).body as typeof items extends never
      ? never
      : { items: typeof items };
    const secondId = own.items.find(({ isCurrent }) => isCurrent)?.id ?? '';
    expect((await admin.request('DELETE', `/api/v1/sessions/${secondId}`)).status).toBe(404);
    expect((await person.request('DELETE', `/api/v1/sessions/${secondId}`)).status).toBe(200);
    expect((await second.request('GET', '/api/v1/session')).status).toBe(401);
    const newPassword = 'another four good words';
    const wrong = await person.request('POST', '/api/v1/session/password', {
      currentPassword: 'guess',
      newPassword,
    });
    expect(codeOf(wrong)).toBe('SIGN_IN_FAILED');
    const change = await person.request('POST', '/api/v1/session/password', {
      currentPassword: PASSWORD,
      newPassword,
    });
    expect(change.status).toBe(200);
    expect((await person.request('GET', '/api/v1/session')).status).toBe(200);
    expect((await third.request('GET', '/api/v1/session')).status).toBe(401);
    await expect(signIn(server, person.email)).rejects.toThrow('do not belong together');
    await signIn(server, person.email, newPassword);
  });

  it('keeps workspaces apart and moves a session between them', async () => {
    const made = await admin.request('POST', '/api/v1/workspaces', { name: 'Second' });
    const { id } = made.body as { id: string };
    await admin.request('POST', '/api/v1/flows', { flow: { name: 'Of the first', nodes: [], edges: [] } });
    const moved = await admin.request('PUT', '/api/v1/session/workspace', { workspaceId: id });
    expect(moved.body).toMatchObject({ workspaceId: id, workspaceName: 'Second', role: 'admin' });
    expect(JSON.stringify((await admin.request('GET', '/api/v1/flows')).body)).not.toContain('Of the first');
    const { items } = (await admin.request('GET', '/api/v1/members')).body as { items: unknown[] };
    expect(items).toHaveLength(1);
    const invited = await admin.request('POST', '/api/v1/invitations', { role: 'creator' });
    await admin.request('PUT', '/api/v1/session/workspace', { workspaceId: admin.workspaceId });

    const person = await join(server, { admin, role: 'viewer', name: 'Lou' });
    const refused = await person.request('PUT', '/api/v1/session/workspace', { workspaceId: id });
    expect(refused.status).toBe(404);
    const { token } = invited.body as { token: string };
    const taken = await person.request('POST', '/api/v1/invitations/accept', { token });
    expect(taken.body).toMatchObject({ id, role: 'creator' });
    const switched = await person.request('PUT', '/api/v1/session/workspace', { workspaceId: id });
    expect(switched.body).toMatchObject({ role: 'creator' });
  });

  it('never changes the role of a member by an invitation', async () => {
    const { body } = await admin.request('POST', '/api/v1/invitations', { role: 'viewer' });
    const taken = await admin.request('POST', '/api/v1/invitations/accept', body && { token: tokenOf(body) });
    expect(codeOf(taken)).toBe('INVITATION_INVALID');
    expect((await admin.request('GET', '/api/v1/session')).body).toMatchObject({ role: 'admin' });
  });

  it('writes who came, who failed and who was given which role into the audit log, and no password', async () => {
    const { body } = await admin.request('GET', '/api/v1/audit?limit=200');
    const entries = (body as { items: AuditEntry[] }).items;
    const seen = entries.map(({ action, outcome }) => `${action} ${outcome}`);
    for (const wanted of [
      'setUp done',
      'signUp done',
      'signIn done',
      'signIn failed',
      'createInvitation done',
      'createInvitation refused',
      'updateMember done',
      'removeMember done',
      'changePassword done',
    ])
      expect(seen).toContain(wanted);
    expect(JSON.stringify(entries)).not.toContain(PASSWORD);
  });
});

describe('a server without accounts', () => {
  it('says so, and has no way to make one', async () => {
    await using server = await startTestServer();
    const options = await server.request('GET', '/api/v1/session/options', { token: null });
    expect(options.body).toEqual({ mode: 'local', needsSetup: false, hasPasswords: false, providers: [] });
    const reply = await server.request('POST', '/api/v1/session/sign-up', {
      token: null,
      body: { token: { type: 'setup', value: START_TOKEN }, ...account },
    });
    expect(codeOf(reply)).toBe('ACCOUNTS_OFF');
    expect(codeOf(await server.request('POST', '/api/v1/invitations', { body: { role: 'viewer' } }))).toBe(
      'ACCOUNTS_OFF',
    );
  });
});

function tokenOf(body: unknown): string {
  return (body as { token: string }).token;
}
