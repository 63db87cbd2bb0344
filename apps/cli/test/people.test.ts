import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApplication } from '@codexos/application';
import { createLogger } from '@codexos/utils/logging';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from './start-cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codexos-people-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const visitor = { address: '127.0.0.1', device: 'a test' };

/** The application on the data folder of the test, as the server opens it. */
function open() {
  return createApplication({
    dataFolder: folder,
    auth: 'accounts',
    fixedRoots: [],
    allowedAddresses: [],
    readSecret: () => undefined,
    logger: createLogger({ level: 'silent' }),
    version: '0.0.0',
  });
}

it('lists members and gives a new password to whoever is locked out', async () => {
  const before = await open();
  const account = { name: 'Ada', email: 'ada@example.org', password: 'four words are enough' };
  const { cookie } = await before.services.access.setUp(account, visitor);
  await before.close();

  const listed = await runCli(['people', 'list', '--data', folder, '--json']);
  expect(listed.last()).toMatchObject({ members: [{ name: 'Ada', email: account.email, role: 'admin' }] });
  const words = ['people', 'password'];
  expect((await runCli([...words, account.email, '--data', folder], { input: 'short' })).code).toBe(2);
  expect(
    (await runCli([...words, 'nobody@example.org', '--data', folder], { input: 'x'.repeat(12) })).code,
  ).toBe(2);
  const reset = await runCli([...words, account.email, '--data', folder], {
    input: 'another good password\n',
  });
  expect(reset.code).toBe(0);

  const after = await open();
  expect(await after.services.sessions.principalOfSession(cookie.value)).toBeUndefined();
  const { email } = account;
  await expect(
    after.services.access.signIn({ email, password: account.password }, visitor),
  ).rejects.toThrow();
  await after.services.access.signIn({ email, password: 'another good password' }, visitor);
  await after.close();
}, 120_000);
