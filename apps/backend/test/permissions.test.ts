/**
 * Every route and every socket event, as everybody who might call it: each role, an API token, nobody, sessions and
 * tokens that are over or revoked, and the admin of another workspace with the ids of this one.
 */
import type { Contract } from '@codexos/protocol/contract';
import { ALL_CONTRACTS } from '@codexos/protocol/contracts/index';
import { Socket } from 'socket.io';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ANY_ID, bodyOf, pathOf } from './bodies.ts';
import { codeOf, connectWith, join, setUp, signIn, type Person } from './people.ts';
import {
  CALLERS,
  PERMISSION_MATRIX,
  ROUTES_WITHOUT_CONTRACT,
  SOCKET_MATRIX,
  type Caller,
} from './permission-matrix.ts';
import { startTestServer, type Reply, type TestServer } from './start-test-server.ts';
import { makeThings, MARK, type Things } from './things.ts';

const REFUSALS = new Set([
  'SESSION_REQUIRED',
  'PERMISSION_DENIED',
  'TOKEN_INVALID',
  // The same in the words of OpenAI.
  'invalid_api_key',
  'insufficient_permissions',
]);
/** The token in their body is what they judge, whoever calls. */
const JUDGE_THEIR_BODY = new Set(['createSession', 'signUp', 'exchangeToken']);
/** They want a file that was read, or a lease that gives logs. */
const NEEDS_MORE = new Set(['getSourceFile', 'listDeploymentLogs']);
/** What stands on a chain belongs to no workspace: everybody on the network reads the same. */
const ON_A_CHAIN = new Set(['getProposal']);
/** They answer no request that the guard could refuse: who is connected may leave. */
const EVENTS_WITHOUT_REPLY = new Set([
  'run-leave',
  'ingest-leave',
  'flow-leave',
  'deployment-leave',
  'deployment-logs-leave',
]);

/** What socket.io itself says to a connection. */
const OWN_SOCKET_EVENTS = new Set(['disconnect', 'disconnecting', 'error']);

let server: TestServer;
let admin: Person;
let things: Things;
/** Headers of each caller. */
const headers = {} as Record<Caller, Record<string, string>>;
const emails: Partial<Record<Caller, string>> = {};
let stranger: Person;

beforeAll(async () => {
  server = await startTestServer({ auth: 'accounts' });
  admin = await setUp(server);
  things = await makeThings(server, admin);
  headers.nobody = {};
  headers.admin = { cookie: admin.cookie };
  emails.admin = admin.email;
  for (const role of ['creator', 'executor', 'viewer'] as const) {
    const person = await join(server, { admin, role, name: role });
    headers[role] = { cookie: person.cookie };
    emails[role] = person.email;
  }
  headers['api-token'] = bearer(await newToken());
  await addFormerCallers();
  stranger = await makeStranger();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

describe('permission matrix', () => {
  it('has one row for every route and no other', () => {
    expect(Object.keys(PERMISSION_MATRIX).sort()).toEqual(
      ALL_CONTRACTS.map((contract) => contract.name).sort(),
    );
  });

  it('knows every route that the server has registered, with its contract or beside the contracts', () => {
    const ofContracts = ALL_CONTRACTS.map(({ method, path }) => `${method} ${path}`);
    // Fastify answers HEAD wherever it answers GET.
    const registered = server.routes.filter((route) => !route.startsWith('HEAD '));
    expect(new Set(registered)).toEqual(new Set([...ofContracts, ...Object.keys(ROUTES_WITHOUT_CONTRACT)]));
    const heads = server.routes.filter((route) => route.startsWith('HEAD '));
    expect(heads.filter((route) => !registered.includes(route.replace('HEAD', 'GET')))).toEqual([]);
  });

  it.each(Object.keys(ROUTES_WITHOUT_CONTRACT))('lets those call %s whom its row names', async (route) => {
    const wrong: string[] = [];
    for (const caller of CALLERS) {
      const [method = '', path] = route.split(' ');
      const reply = await fetch(`${server.url}${path}`, {
        method,
        headers: headers[caller],
        redirect: 'manual',
      });
      const text = await reply.text();
      const isRefused = !reply.ok && [...REFUSALS].some((code) => text.includes(`"${code}"`));
      if (isRefused === ROUTES_WITHOUT_CONTRACT[route]?.includes(caller))
        wrong.push(`${caller}: ${reply.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('has one row for every event that a socket listens to', async () => {
    const listening = vi.spyOn(Socket.prototype, 'on');
    try {
      (await connectWith(server, headers.admin)).disconnect();
      const events = listening.mock.calls.map(([event]) => String(event));
      expect(new Set(events.filter((event) => !OWN_SOCKET_EVENTS.has(event)))).toEqual(
        new Set(Object.keys(SOCKET_MATRIX)),
      );
    } finally {
      listening.mockRestore();
    }
  });

  // Whoever ends the session does so last.
  const contracts = ALL_CONTRACTS.toSorted(
    (left, right) => Number(left.name === 'deleteSession') - Number(right.name === 'deleteSession'),
  );

  it.each(CALLERS)('lets %s call what its rows say and nothing else', async (caller) => {
    const wrong: string[] = [];
    for (const contract of contracts) {
      const reply = await call(contract, headers[caller]);
      const isRefused = REFUSALS.has(codeOf(reply) ?? '');
      const mayCall = PERMISSION_MATRIX[contract.name]?.includes(caller) ?? false;
      if (!JUDGE_THEIR_BODY.has(contract.name) && isRefused === mayCall)
        wrong.push(`${contract.name}: ${reply.status} ${codeOf(reply) ?? ''}`);
    }
    expect(wrong).toEqual([]);
    // Their session has ended itself.
    const email = emails[caller];
    if (email !== undefined) headers[caller] = { cookie: (await signIn(server, email)).cookie };
    if (caller === 'admin') admin = await signIn(server, admin.email);
  });

  it('leaves an entry in the audit log that names what each call was about', async () => {
    const rows = await server.test.application.services.database.query
      .selectFrom('audit_entries')
      .select(['action', 'target', 'actor_id'])
      .where('outcome', '=', 'done')
      .execute();
    expect(rows.length).toBeGreaterThan(50);
    const silent = rows.filter(({ target, actor_id }) => target === null || actor_id === '');
    expect([...new Set(silent.map(({ action }) => action))]).toEqual([]);
  });

  it.each(Object.keys(SOCKET_MATRIX) as (keyof typeof SOCKET_MATRIX)[])(
    'lets those send %s whom its row names',
    async (event) => {
      const wrong: string[] = [];
      for (const caller of CALLERS) {
        const isAnswered = await mayEmit(event, headers[caller]);
        if (isAnswered !== SOCKET_MATRIX[event].includes(caller)) wrong.push(caller);
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe('another workspace', () => {
  const addressed = ALL_CONTRACTS.filter(({ path, name }) => path.includes(':') && !ON_A_CHAIN.has(name));

  it('has things that its own admin can read', async () => {
    const readable = addressed.filter(({ method, name }) => method === 'GET' && !NEEDS_MORE.has(name));
    expect(readable.length).toBeGreaterThan(10);
    for (const contract of readable) {
      const reply = await call(contract, { cookie: admin.cookie }, things);
      expect([contract.name, reply.status]).toEqual([contract.name, 200]);
    }
  });

  it('shows nothing in any list', async () => {
    // Before the stranger has asked for anything by its id: that would stand in the stranger's own audit log.
    // The admin was in that workspace once, to make it.
    const { messageId: _none, userId: _maker, ...ids } = things;
    const values = [MARK, ...Object.values(ids).filter((value) => value.length === 26)];
    for (const contract of ALL_CONTRACTS.filter(
      ({ method, path }) => method === 'GET' && !path.includes(':'),
    )) {
      const reply = await call(contract, { cookie: stranger.cookie });
      const text = JSON.stringify(reply.body);
      expect([contract.name, values.filter((value) => text.includes(value))]).toEqual([contract.name, []]);
    }
  });

  it.each(addressed.map((contract) => [contract.name, contract] as const))(
    'gives nothing to %s of an admin from elsewhere',
    async (_name, contract) => {
      const reply = await call(contract, { cookie: stranger.cookie }, things);
      expect([reply.status, codeOf(reply)]).toEqual([404, expect.stringMatching(/NOT_FOUND$/i)]);
    },
  );

  it('says nothing over the socket', async () => {
    for (const event of Object.keys(SOCKET_MATRIX).filter((name) => !EVENTS_WITHOUT_REPLY.has(name)))
      expect([event, await emit(event, { cookie: stranger.cookie }, things)]).toEqual([
        event,
        expect.objectContaining({
          ok: false,
          error: expect.objectContaining({ code: expect.stringMatching(/NOT_FOUND$/) as string }) as object,
        }),
      ]);
  });

  it('still has everything after all of that', async () => {
    for (const path of [`/api/v1/flows/${things.flowId}`, `/api/v1/agents/${things.agentId}`])
      expect((await admin.request('GET', path)).status).toBe(200);
  });
});

function call(contract: Contract, given: Record<string, string>, params: Things = {}): Promise<Reply> {
  const body = bodyOf(contract);
  return server.request(contract.method, pathOf(contract, params), {
    token: null,
    headers: given,
    ...(body === undefined ? {} : { body }),
  });
}

async function emit(event: string, given: Record<string, string>, params: Things = {}): Promise<unknown> {
  const socket = await connectWith(server, given);
  try {
    const unknown = { runId: ANY_ID, sourceId: ANY_ID, flowId: ANY_ID, deploymentId: ANY_ID };
    const { runId, sourceId, flowId, deploymentId } = { ...unknown, ...params };
    const request = { runId, sourceId, flowId, deploymentId, update: new Uint8Array([0, 0]) };
    const emitter = socket as unknown as { emit: (...args: unknown[]) => void };
    if (EVENTS_WITHOUT_REPLY.has(event)) emitter.emit(event, request);
    return EVENTS_WITHOUT_REPLY.has(event)
      ? { ok: true }
      : await new Promise((resolve) => emitter.emit(event, request, resolve));
  } finally {
    socket.disconnect();
  }
}

/** Whether the server lets a caller connect and send the event, whatever becomes of it. */
async function mayEmit(event: string, given: Record<string, string>): Promise<boolean> {
  try {
    const reply = (await emit(event, given)) as { ok: boolean; error?: { code: string } };
    return reply.ok || !REFUSALS.has(reply.error?.code ?? '');
  } catch {
    return false;
  }
}

async function newToken(): Promise<{ id: string; value: string }> {
  return (await admin.request('POST', '/api/v1/api-tokens', { name: 'x' })).body as {
    id: string;
    value: string;
  };
}

function bearer({ value }: { value: string }): Record<string, string> {
  return { authorization: `Bearer ${value}` };
}

/** Sessions and tokens that were good once. */
async function addFormerCallers(): Promise<void> {
  const { query } = server.test.application.services.database;
  const [ended, revoked] = [await signIn(server, admin.email), await signIn(server, admin.email)];
  const sessions = (person: Person) =>
    person
      .request('GET', '/api/v1/sessions')
      .then(
        ({ body }) =>
          (body as { items: { id: string; isCurrent: boolean }[] }).items.find((s) => s.isCurrent)?.id ?? '',
      );
  const endedId = await sessions(ended);
  await query
    .updateTable('sessions')
    .set({ expires_at: Date.now() - 1 })
    .where('id', '=', endedId)
    .execute();
  await admin.request('DELETE', `/api/v1/sessions/${await sessions(revoked)}`);
  headers['ended session'] = { cookie: ended.cookie };
  headers['revoked session'] = { cookie: revoked.cookie };
  const [endedToken, revokedToken] = [await newToken(), await newToken()];
  await query
    .updateTable('api_tokens')
    .set({ expires_at: Date.now() - 1 })
    .where('id', '=', endedToken.id)
    .execute();
  await admin.request('DELETE', `/api/v1/api-tokens/${revokedToken.id}`);
  headers['ended token'] = bearer(endedToken);
  headers['revoked token'] = bearer(revokedToken);
}

/** The admin of a workspace beside this one, and of nothing else. */
async function makeStranger(): Promise<Person> {
  const made = await admin.request('POST', '/api/v1/workspaces', { name: 'Elsewhere' });
  const workspaceId = (made.body as { id: string }).id;
  await admin.request('PUT', '/api/v1/session/workspace', { workspaceId });
  const person = await join(server, { admin, role: 'admin', name: 'Stranger' });
  await admin.request('DELETE', `/api/v1/members/${admin.userId}`);
  admin = await signIn(server, admin.email);
  headers.admin = { cookie: admin.cookie };
  return person;
}
