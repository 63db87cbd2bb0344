import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { invoke } from '../../use-case.ts';
import type { Secret } from '@codexos/protocol/secret';
import type { AgentId, UserId } from '@codexos/protocol/ids';
import { createId } from '@codexos/utils/ids';
import { createLogger } from '@codexos/utils/logging';
import { describe, expect, it } from 'vitest';
import { createApplication } from '../../application.ts';
import { createTestApplication, databaseKinds, type TestApplication } from '../../testing/index.ts';
import { allowsHost } from './allows-host.ts';
import { createSecretUseCase } from './create-secret.use-case.ts';
import { rotateSecretUseCase } from './rotate-secret.use-case.ts';
import { updateSecretUseCase } from './update-secret.use-case.ts';

const CANARY = 'canary-7f3a9c51d2e8b604';
const GRANTS = { tools: ['http-request'], providers: [], agents: [], hosts: ['api.example.com'] };

async function addSecret(test: TestApplication, body: object = {}): Promise<Secret> {
  const { services } = test.application;
  return (await invoke(createSecretUseCase, {
    services,
    principal: test.principal,
    request: { body: { name: 'API_KEY', value: CANARY, grants: GRANTS, ...body } },
  })) as Secret;
}

function call(test: TestApplication, change: object = {}) {
  return test.application.services.vault.read({
    workspaceId: test.principal.workspaceId,
    name: 'API_KEY',
    kind: 'tool',
    consumer: 'http-request',
    host: 'api.example.com',
    port: 443,
    ...change,
  });
}

describe.each(databaseKinds)('the vault on %s', (kind) => {
  it('keeps a value sealed, gives it to whom it is granted, and notes each use', async () => {
    await using test = await createTestApplication({ kind });
    const secret = await addSecret(test);
    expect(JSON.stringify(secret)).not.toContain(CANARY);
    const rows = await test.application.services.database.query.selectFrom('secrets').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(CANARY);
    expect(await call(test)).toBe(CANARY);
    const { vault } = test.application.services;
    const details = await vault.details({ workspaceId: test.principal.workspaceId, secretId: secret.id });
    expect(details.uses).toEqual([
      { at: expect.any(Number), kind: 'tool', consumer: 'http-request', host: 'api.example.com', version: 1 },
    ]);
    expect(details.secret.lastUsedAt).toBe(details.uses[0]?.at);
  });

  it('keeps the last 200 uses', async () => {
    await using test = await createTestApplication({ kind });
    const secret = await addSecret(test);
    for (let count = 0; count < 203; count += 1) await call(test);
    const { vault } = test.application.services;
    const key = { workspaceId: test.principal.workspaceId, secretId: secret.id };
    expect((await vault.details(key)).uses).toHaveLength(200);
  });

  it('destroys the old value when it is rotated and every value when it is revoked', async () => {
    await using test = await createTestApplication({ kind });
    const { vault } = test.application.services;
    const { id: secretId } = await addSecret(test);
    const key = { workspaceId: test.principal.workspaceId, secretId };
    await vault.rotate(key, 'another-canary-value', test.principal.userId);
    expect(await call(test)).toBe('another-canary-value');
    expect((await vault.details(key)).versions.map(({ number, isCurrent }) => [number, isCurrent])).toEqual([
      [2, true],
      [1, false],
    ]);
    await vault.revoke(key);
    await expect(call(test)).rejects.toMatchObject({ code: 'SECRET_MISSING' });
    await vault.rotate(key, 'a-third-canary-value', test.principal.userId);
    expect(await call(test)).toBe('a-third-canary-value');
  });

  it('lets one of two rotations at the same time win', async () => {
    await using test = await createTestApplication({ kind });
    const { vault } = test.application.services;
    const { id: secretId } = await addSecret(test);
    const key = { workspaceId: test.principal.workspaceId, secretId };
    const values = ['first-new-value', 'second-new-value'];
    const results = await Promise.allSettled(
      values.map((value) => vault.rotate(key, value, test.principal.userId)),
    );
    const won = results.findIndex(({ status }) => status === 'fulfilled');
    const lost = results.filter(({ status }) => status === 'rejected');
    // Both may follow one another; when they do not, the loser is told.
    for (const result of lost) expect(result).toMatchObject({ reason: { code: 'CONFLICT' } });
    expect(lost.length).toBeLessThan(2);
    const value = await call(test);
    expect(lost.length === 1 ? [values[won]] : values).toContain(value);
  });

  it('refuses a second secret of the same name', async () => {
    await using test = await createTestApplication({ kind });
    await addSecret(test);
    await expect(addSecret(test)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('has nothing for another workspace', async () => {
    await using test = await createTestApplication({ kind });
    await addSecret(test);
    expect(await call(test, { workspaceId: createId() })).toBeUndefined();
  });
});

describe('grants', () => {
  const agent = createId<AgentId>();
  it.each([
    ['another tool', { consumer: 'other' }, GRANTS],
    ['another host', { host: 'evil.example.com' }, GRANTS],
    ['a provider', { kind: 'provider', consumer: 'openai' }, GRANTS],
    ['a flow without an agent', {}, { ...GRANTS, agents: [agent] }],
    ['another agent', { agentId: createId() }, { ...GRANTS, agents: [agent] }],
    ['nobody at first', {}, { tools: [], providers: [], agents: [], hosts: [] }],
    ['a tool without a host', {}, { ...GRANTS, hosts: [] }],
  ])('refuse %s', async (_name, change, grants) => {
    await using test = await createTestApplication();
    await addSecret(test, { grants });
    await expect(call(test, change)).rejects.toMatchObject({ code: 'SECRET_NOT_GRANTED' });
  });

  it('let the agent that is named, and the provider that is named', async () => {
    await using test = await createTestApplication();
    const hosts = [...GRANTS.hosts, 'api.openai.com'];
    await addSecret(test, { grants: { ...GRANTS, hosts, agents: [agent], providers: ['openai'] } });
    expect(await call(test, { agentId: agent })).toBe(CANARY);
    expect(await call(test, { kind: 'provider', consumer: 'openai', host: 'api.openai.com' })).toBe(CANARY);
  });

  it('bind a provider to the hosts once there are any, and say what is wrong and what to do', async () => {
    await using test = await createTestApplication();
    const grants = { tools: [], agents: [], providers: ['openai', 'akash'] };
    await addSecret(test, { grants: { ...grants, hosts: ['api.openai.com'] } });
    await addSecret(test, { name: 'ANYWHERE', grants: { ...grants, hosts: [] } });
    const elsewhere = { kind: 'provider', consumer: 'openai', host: '127.0.0.1', port: 8080 };
    await expect(call(test, elsewhere)).rejects.toMatchObject({
      code: 'SECRET_NOT_GRANTED',
      message:
        'The provider openai is at 127.0.0.1:8080, which is not among the hosts of the secret API_KEY.',
      hint: expect.stringContaining('add 127.0.0.1:8080 to its hosts') as unknown,
    });
    expect(await call(test, { ...elsewhere, name: 'ANYWHERE' })).toBe(CANARY);
    // What is deployed carries it inside, so that the hosts of its calls are not those of this grant.
    expect(await call(test, { ...elsewhere, consumer: 'akash', ignoresHosts: true })).toBe(CANARY);
  });

  it('keep the key from a model provider whose address is not among the hosts', async () => {
    await using test = await createTestApplication({
      readSecret: (name) => (name === 'OPENAI_BASE_URL' ? 'http://127.0.0.1:9/v1' : undefined),
    });
    const grants = { tools: [], agents: [], providers: ['openai'], hosts: ['api.openai.com'] };
    await addSecret(test, { name: 'OPENAI_API_KEY', grants });
    const { models } = test.application.services;
    const statuses = await models.providers(test.principal.workspaceId, { isRefresh: true });
    expect(statuses.find(({ name }) => name === 'openai')).toMatchObject({
      state: 'unreachable',
      hint: expect.stringMatching(/at 127\.0\.0\.1:9, .* add 127\.0\.0\.1:9 to its hosts/) as unknown,
    });
    const [secret] = await test.application.services.vault.list(test.principal.workspaceId);
    expect(secret?.lastUsedAt).toBeUndefined();
  });

  it.each([
    [['api.example.com'], 'API.example.com', 443, true],
    [['*.example.com'], 'a.b.example.com', 443, true],
    [['*.example.com'], 'example.com', 443, false],
    [['*.example.com'], 'evilexample.com', 443, false],
    [['api.example.com:8443'], 'api.example.com', 443, false],
    [['[::1]:8080'], '[::1]', 8080, true],
    [['127.0.0.1:8080'], '127.0.0.1', 8081, false],
    [[], 'api.example.com', 443, false],
  ])('%j for %s:%i is %s', (hosts, host, port, isAllowed) => {
    expect(allowsHost(hosts, { host, port })).toBe(isAllowed);
  });

  it('are changed by those who added the secret and by admins, not by other creators', async () => {
    await using test = await createTestApplication();
    const secret = await addSecret(test);
    const { services } = test.application;
    const other = { ...test.principal, role: 'creator' as const, userId: createId<UserId>() };
    const params = { secretId: secret.id };
    const denied = { code: 'PERMISSION_DENIED' };
    await expect(
      invoke(updateSecretUseCase, {
        services,
        principal: other,
        request: { params, body: { grants: GRANTS } },
      }),
    ).rejects.toMatchObject(denied);
    await expect(
      invoke(rotateSecretUseCase, { services, principal: other, request: { params, body: { value: 'x' } } }),
    ).rejects.toMatchObject(denied);
    const creator = { ...test.principal, role: 'creator' as const };
    await invoke(updateSecretUseCase, {
      services,
      principal: creator,
      request: { params, body: { description: 'mine' } },
    });
  });
});

describe('the master key', () => {
  const open = (test: TestApplication, options: object = {}) =>
    createApplication({
      dataFolder: test.dataFolder,
      fixedRoots: [],
      allowedAddresses: [],
      readSecret: () => undefined,
      logger: createLogger({ level: 'silent' }),
      version: '0.0.0',
      ...options,
    });

  it('opens the vault again after a restart', async () => {
    const test = await createTestApplication();
    await addSecret(test);
    await test.application.close();
    const again = await open(test);
    expect(await call({ ...test, application: again })).toBe(CANARY);
    expect(again.services.redactor.redact(`x ${CANARY} x`)).toBe('x [secret:API_KEY] x');
    await again.close();
    await test.remove();
  });

  it('is missed with a clear word when it is another one, a passphrase instead of a file, or readable by others', async () => {
    const test = await createTestApplication();
    await addSecret(test);
    await test.application.close();
    const locked = { code: 'VAULT_LOCKED' };
    await expect(open(test, { vaultKeyFile: join(test.dataFolder, 'other.key') })).rejects.toMatchObject(
      locked,
    );
    await expect(open(test, { vaultPassphrase: 'correct horse battery' })).rejects.toMatchObject(locked);
    chmodSync(join(test.dataFolder, 'vault.key'), 0o644);
    await expect(open(test)).rejects.toMatchObject(locked);
    await test.remove();
  });

  it('may be a passphrase, and another passphrase opens nothing', async () => {
    const base = await createTestApplication();
    await base.application.close();
    const dataFolder = join(base.dataFolder, 'sealed');
    const first = await open(base, { dataFolder, vaultPassphrase: 'correct horse battery' });
    await first.close();
    await expect(open(base, { dataFolder, vaultPassphrase: 'incorrect horse' })).rejects.toMatchObject({
      code: 'VAULT_LOCKED',
    });
    const again = await open(base, { dataFolder, vaultPassphrase: 'correct horse battery' });
    await again.close();
    await base.remove();
  });
});
