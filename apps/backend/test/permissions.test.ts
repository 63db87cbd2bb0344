import { ALL_CONTRACTS } from '@codexos/protocol/contracts/index';
import type { Contract } from '@codexos/protocol/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLERS, PERMISSION_MATRIX } from './permission-matrix.ts';
import { START_TOKEN, startTestServer, type Reply, type TestServer } from './start-test-server.ts';

const ANY_ID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const refusals = new Set(['SESSION_REQUIRED', 'PERMISSION_DENIED', 'TOKEN_INVALID']);

let server: TestServer;
let apiToken: string;

beforeAll(async () => {
  server = await startTestServer();
  const { application, principal } = server.test;
  apiToken = (await application.services.sessions.createToken(principal, 'matrix')).value;
});
afterAll(() => server[Symbol.asyncDispose]());

describe('permission matrix', () => {
  it('has one row for every route and no other', () => {
    expect(Object.keys(PERMISSION_MATRIX).sort()).toEqual(
      ALL_CONTRACTS.map((contract) => contract.name).sort(),
    );
  });

  for (const caller of CALLERS) {
    it(`lets ${caller} call what its rows say and nothing else`, async () => {
      if (caller !== 'api-token' && caller !== 'nobody') await setRole(caller);
      else await setRole('admin');
      const token = caller === 'nobody' ? null : caller === 'api-token' ? apiToken : START_TOKEN;
      const wrong: string[] = [];
      for (const contract of ALL_CONTRACTS) {
        const reply = await call(contract, token);
        const isRefused = refusals.has(codeOf(reply) ?? '');
        const mayCall = PERMISSION_MATRIX[contract.name]?.includes(caller) ?? false;
        // The session routes answer a wrong start token with TOKEN_INVALID, whoever calls.
        if (contract.name !== 'createSession' && isRefused === mayCall)
          wrong.push(`${contract.name}: ${reply.status} ${codeOf(reply) ?? ''}`);
      }
      expect(wrong).toEqual([]);
    });
  }

  it('refuses an unknown token on every route that is not public', async () => {
    for (const contract of ALL_CONTRACTS.filter(
      (candidate) => candidate.permission !== 'public' && candidate.name !== 'deleteSession',
    )) {
      const reply = await call(contract, 'cdx_unknown');
      expect([contract.name, codeOf(reply)]).toEqual([contract.name, 'TOKEN_INVALID']);
    }
  });

  it('shows nothing of another workspace', async () => {
    await setRole('admin');
    const { application } = server.test;
    const created = await application.services.flowDocuments.create('01ARZ3NDEKTSV4RRFFQ69G5FAW' as never, {
      schemaVersion: 1,
      name: 'Foreign',
      description: '',
      nodes: [],
      edges: [],
      settings: { allowedEffects: [], maxActivations: 10, maxDurationMs: 10_000 },
    });
    const list = await server.request('GET', '/api/v1/flows');
    expect(JSON.stringify(list.body)).not.toContain('Foreign');
    for (const [method, path] of [
      ['GET', `/api/v1/flows/${created.flowId}`],
      ['DELETE', `/api/v1/flows/${created.flowId}`],
      ['POST', `/api/v1/flows/${created.flowId}/restore`],
      ['GET', `/api/v1/flows/${created.flowId}/versions`],
    ] as const) {
      expect((await server.request(method, path, method === 'POST' ? { body: {} } : {})).status).toBe(404);
    }
  });
});

function call(contract: Contract, token: string | null): Promise<Reply> {
  const path = contract.path.replace(/:number/g, '1').replace(/:\w+/g, ANY_ID);
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
  return server.request(contract.method, path, { token, ...(hasBody ? { body: bodyFor(contract) } : {}) });
}

/** A body that passes validation where the guard would otherwise never be asked. */
function bodyFor(contract: Contract): unknown {
  const bodies: Record<string, unknown> = {
    createSession: { startToken: 'wrong' },
    signIn: { email: 'a@example.org', password: 'x' },
    signUp: {
      token: { type: 'invitation', value: 'x' },
      name: 'x',
      email: 'a@example.org',
      password: 'long enough to be one',
    },
    switchWorkspace: { workspaceId: ANY_ID },
    changePassword: { currentPassword: 'x', newPassword: 'long enough to be one' },
    updateMember: { role: 'viewer' },
    createInvitation: { role: 'viewer' },
    lookUpInvitation: { token: 'x' },
    acceptInvitation: { token: 'x' },
    createWorkspace: { name: 'x' },
    renameWorkspace: { name: 'x' },
    updateFlow: { flow: { name: 'x', nodes: [], edges: [] } },
    validateFlow: { flow: { name: 'x', nodes: [], edges: [] } },
    answerRun: { activationId: 'a', answer: null },
    editPlan: { activationId: 'a', revision: 1, steps: [{ id: 'a', goal: 'x', uses: { type: 'answer' } }] },
    createAgent: { name: 'x' },
    updateAgent: { revision: 1 },
    testAgent: { request: 'x' },
    createKnowledgeBase: { name: 'x' },
    addSource: { kind: 'folder', location: '/nowhere' },
    addRoot: { path: '/nowhere' },
    createConversation: { partner: { type: 'repository' } },
    sendMessage: { text: 'x' },
    setDefaultModel: { model: 'builtin/extractive' },
    createApiToken: { name: 'x' },
  };
  return bodies[contract.name] ?? {};
}

function codeOf({ body }: Reply): string | undefined {
  return typeof body === 'object' && body !== null && 'error' in body
    ? (body.error as { code: string }).code
    : undefined;
}

async function setRole(role: string): Promise<void> {
  await server.test.application.services.database.query.updateTable('members').set({ role }).execute();
}
