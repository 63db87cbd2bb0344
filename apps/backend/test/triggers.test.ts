/** Webhooks over REST, signed as their senders sign. */
import { createHmac } from 'node:crypto';
import type { Trigger } from '@codexos/protocol/contracts/triggers.contract';
import type { RunDetail } from '@codexos/protocol/contracts/runs.contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from './people.ts';
import { addFlow, linearFlow } from './flows.ts';
import { startTestServer, type Reply, type TestServer } from './start-test-server.ts';

let server: TestServer;
let flowId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ id: flowId } = await addFlow(server, linearFlow()));
  await server.request('POST', `/api/v1/flows/${flowId}/publish`, { body: {} });
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

describe('a webhook', () => {
  it('starts a run with what its message says, once', async () => {
    const hook = await createHook('standard');
    const message = { id: 'msg_1', body: { name: 'Ada' } };
    const first = await send(hook, message, '?wait=true');
    expect(first.status).toBe(202);
    const { runId, result } = first.body as { runId: string; result: { output: string } };
    expect(result.output).toBe('Hello Ada!');
    expect((await server.request('GET', `/api/v1/runs/${runId}`)).body as RunDetail).toMatchObject({
      trigger: 'webhook',
      triggerId: hook.trigger.id,
    });
    expect((await send(hook, message)).body).toEqual({ runId, isDuplicate: true });
    const { body } = await server.request('GET', `/api/v1/triggers/${hook.trigger.id}/firings`);
    expect((body as { items: unknown[] }).items).toHaveLength(1);
  });

  it('refuses what is not signed, signed with another secret, or old', async () => {
    const hook = await createHook('standard');
    const message = { id: 'msg_2', body: { name: 'Eve' } };
    const address = `/api/hooks/${hook.trigger.id}`;
    const unsigned = await server.request('POST', address, { body: message.body, token: null });
    expect([unsigned.status, codeOf(unsigned)]).toEqual([401, 'SIGNATURE_REFUSED']);
    const other = { ...hook, secret: `whsec_${Buffer.from('another').toString('base64')}` };
    expect(codeOf(await send(other, message))).toBe('SIGNATURE_REFUSED');
    expect(codeOf(await send(hook, { ...message, ageMs: 6 * 60_000 }))).toBe('SIGNATURE_REFUSED');
    const { body } = await server.request('GET', `/api/v1/triggers?targetId=${flowId}`);
    const shown = (body as { items: Trigger[] }).items.find(({ id }) => id === hook.trigger.id);
    expect(shown?.lastRefusal?.message).toContain('five minutes');
    expect(JSON.stringify(body)).not.toContain(hook.secret);
  });

  it('takes what GitHub sends, and does nothing for its ping', async () => {
    const hook = await createHook('github');
    const text = JSON.stringify({ name: 'octocat' });
    const sendAs = (event: string) =>
      fetch(`${server.url}/api/hooks/${hook.trigger.id}?wait=true`, {
        method: 'POST',
        body: text,
        headers: {
          'content-type': 'application/json',
          'x-github-event': event,
          'x-github-delivery': event,
          'x-hub-signature-256': `sha256=${createHmac('sha256', hook.secret).update(text).digest('hex')}`,
        },
      }).then((response) => response.json() as Promise<{ result?: { output: string } }>);
    expect(await sendAs('ping')).toEqual({ isDuplicate: false });
    expect((await sendAs('push')).result?.output).toBe('Hello octocat!');
  });

  it('says what is wrong with a message, and is silent while it is paused', async () => {
    const hook = await createHook('standard');
    const wrong = await send(hook, { id: 'msg_3', body: {} });
    expect([wrong.status, codeOf(wrong)]).toEqual([422, 'EXPRESSION_FAILED']);
    await server.request('PATCH', `/api/v1/triggers/${hook.trigger.id}`, { body: { isEnabled: false } });
    expect(codeOf(await send(hook, { id: 'msg_4', body: { name: 'x' } }))).toBe('TRIGGER_PAUSED');
    const big = await send(hook, { id: 'msg_5', body: { name: 'x'.repeat(300_000) } });
    expect([big.status, codeOf(big)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it('gets another secret, and takes no more calls than it can stand', async () => {
    const hook = await createHook('standard');
    const made = await server.request('POST', `/api/v1/triggers/${hook.trigger.id}/secret`);
    const { secret } = made.body as { secret: string };
    expect(codeOf(await send(hook, { id: 'a', body: { name: 'x' } }))).toBe('SIGNATURE_REFUSED');
    expect((await send({ ...hook, secret }, { id: 'b', body: { name: 'x' } })).status).toBe(202);
    const replies: Reply[] = [];
    for (let count = 0; count < 60; count++)
      replies.push(await send({ ...hook, secret }, { id: 'b', body: {} }));
    expect(replies.at(-1)?.status).toBe(429);
  });
});

describe('a webhook with a secret of the vault', () => {
  it('is made once the secret is granted, checks with it, and tells its owner alone when it is gone', async () => {
    const config = { type: 'webhook', secret: 'secret:HOOK' };
    const inputs = { text: 'Hello {{ body.name }}' };
    expect(codeOf(await create(config, inputs))).toBe('SECRET_MISSING');
    const made = await server.request('POST', '/api/v1/secrets', {
      body: {
        name: 'HOOK',
        value: 'any text at all',
        grants: { tools: [], providers: [], agents: [], hosts: [] },
      },
    });
    const { id } = made.body as { id: string };
    expect(codeOf(await create(config, inputs))).toBe('SECRET_NOT_GRANTED');
    await server.request('PATCH', `/api/v1/secrets/${id}`, {
      body: { grants: { tools: [], providers: ['webhook'], agents: [], hosts: [] } },
    });
    const answer = (await create(config, inputs)).body as Hook;
    expect(answer.secret).toBeUndefined();
    const hook = { ...answer, secret: 'any text at all' };
    expect((await send(hook, { id: 'v1', body: { name: 'Ada' } })).status).toBe(202);
    const rotated = await server.request('POST', `/api/v1/triggers/${hook.trigger.id}/secret`);
    expect(codeOf(rotated)).toBe('TRIGGER_INVALID');
    await server.request('POST', `/api/v1/secrets/${id}/revoke`);
    const refused = await send(hook, { id: 'v2', body: { name: 'Ada' } });
    expect(codeOf(refused)).toBe('UNAVAILABLE');
    expect(JSON.stringify(refused.body)).not.toContain('HOOK');
    const { body } = await server.request('GET', `/api/v1/triggers?targetId=${flowId}`);
    const shown = (body as { items: Trigger[] }).items.find(({ id: found }) => found === hook.trigger.id);
    expect(shown?.lastRefusal?.message).toBe('The secret HOOK was revoked.');
  });

  it('can be tried with a message that nobody signed', async () => {
    const hook = await createHook('standard');
    const fired = await server.request('POST', `/api/v1/triggers/${hook.trigger.id}/fire`, {
      body: { body: { name: 'Test' } },
    });
    const { runId } = fired.body as { runId: string };
    const run = (await server.request('GET', `/api/v1/runs/${runId}`)).body as RunDetail;
    expect(run.input).toEqual({ text: 'Hello Test' });
    const empty = await server.request('POST', `/api/v1/triggers/${hook.trigger.id}/fire`);
    expect(empty.body).toMatchObject({ status: 'failed', error: { code: 'EXPRESSION_FAILED' } });
  });
});

describe('a schedule', () => {
  it('is shown before it is made, and can be tried', async () => {
    const config = { type: 'schedule', cron: '0 9 * * 1', timeZone: 'Europe/Berlin' };
    const preview = await server.request('POST', '/api/v1/triggers/preview', { body: config });
    expect(preview.body).toMatchObject({ words: 'At 09:00, only on Monday (Europe/Berlin)' });
    expect((preview.body as { times: number[] }).times).toHaveLength(5);
    const wrong = await create({ type: 'schedule', cron: 'soon' }, {});
    expect([wrong.status, codeOf(wrong)]).toEqual([422, 'TRIGGER_INVALID']);
    const made = await create(config, { text: 'It is {{ trigger.at }}' });
    const { trigger } = made.body as { trigger: Trigger };
    expect(trigger).toMatchObject({
      isEnabled: true,
      targetName: 'Shout',
      nextAt: expect.any(Number) as number,
    });
    const fired = await server.request('POST', `/api/v1/triggers/${trigger.id}/fire`);
    expect(fired.body).toMatchObject({ status: 'started', runId: expect.any(String) as string });
    expect((await server.request('DELETE', `/api/v1/triggers/${trigger.id}`)).status).toBe(200);
  });
});

interface Hook {
  trigger: Trigger;
  secret: string;
}

function create(config: object, inputs: object): Promise<Reply> {
  return server.request('POST', '/api/v1/triggers', {
    body: { target: { type: 'flow', id: flowId }, name: 'Trigger', config, inputs },
  });
}

async function createHook(scheme: 'standard' | 'github'): Promise<Hook> {
  return (await create({ type: 'webhook', scheme }, { text: 'Hello {{ body.name }}' })).body as Hook;
}

function send(
  { trigger, secret }: Hook,
  { id, body, ageMs = 0 }: { id: string; body: object; ageMs?: number },
  query = '',
): Promise<Reply> {
  const timestamp = String(Math.floor((Date.now() - ageMs) / 1_000));
  const key = secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret);
  const signature = createHmac('sha256', key)
    .update(`${id}.${timestamp}.${JSON.stringify(body)}`)
    .digest('base64');
  return server.request('POST', `/api/hooks/${trigger.id}${query}`, {
    body,
    token: null,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
  });
}
