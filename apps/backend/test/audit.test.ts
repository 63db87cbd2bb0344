import type { AuditEntry, AuditVerification } from '@codexos/protocol/contracts/audit.contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addFlow, linearFlow } from './flows.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

const CANARY = 'canary-of-the-audit-log';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function entries(): Promise<AuditEntry[]> {
  return ((await server.request('GET', '/api/v1/audit?limit=100')).body as { items: AuditEntry[] }).items;
}

it('notes who did what to which thing, with its outcome, and no value', async () => {
  const flow = await addFlow(server, linearFlow());
  await server.request('POST', '/api/v1/secrets', { body: { name: 'KEY', value: CANARY } });
  await server.request('POST', '/api/v1/secrets', { body: { name: 'KEY', value: CANARY } });
  await server.request('POST', `/api/v1/flows/${flow.id}/publish`, { body: {} });
  await server.request('GET', '/api/v1/flows');
  const all = await entries();
  expect(all.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['publishFlow', 'done'],
    ['createSecret', 'failed'],
    ['createSecret', 'done'],
    ['createFlow', 'done'],
  ]);
  expect(all[0]).toMatchObject({ target: flow.id, actor: { type: 'user', name: 'Local user' } });
  expect(all[3]?.details).toMatchObject({ name: 'Shout' });
  expect(all[1]?.details).toMatchObject({ name: 'KEY', code: 'CONFLICT' });
  expect(JSON.stringify(all)).not.toContain(CANARY);
});

it('notes what the guard refuses, and what is done over the socket', async () => {
  const { query } = server.test.application.services.database;
  await query.updateTable('members').set({ role: 'viewer' }).execute();
  await server.request('POST', '/api/v1/flows', { body: { flow: linearFlow() } });
  await query.updateTable('members').set({ role: 'admin' }).execute();
  expect((await entries())[0]).toMatchObject({
    action: 'createFlow',
    outcome: 'refused',
    details: { code: 'PERMISSION_DENIED' },
  });
  const flow = await addFlow(server, linearFlow());
  const run = (
    await server.request('POST', `/api/v1/flows/${flow.id}/runs`, { body: { input: { text: 'x' } } })
  ).body as { id: string };
  const socket = await server.connect();
  await socket.emitWithAck('run-cancel', { runId: run.id as never });
  const [last] = await entries();
  // The run may have ended before the cancel came; either way the log says what happened.
  expect(['cancelRun', 'startRun']).toContain(last?.action);
});

it('verifies', async () => {
  const { body } = await server.request('GET', '/api/v1/audit/verification');
  expect(body as AuditVerification).toMatchObject({ isIntact: true });
});
