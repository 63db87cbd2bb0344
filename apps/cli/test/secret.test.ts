import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from './start-cli.ts';

const CANARY = 'canary-on-the-command-line';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codexos-secret-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const secret = (words: string[], input?: string) =>
  runCli(
    ['secret', ...words, '--data', join(folder, 'data'), '--json'],
    input === undefined ? {} : { input },
  );

it('takes values from standard input and never shows them again', async () => {
  const grants = ['--tool', 'http-request', '--host', 'api.example.com'];
  const set = await secret(['set', 'MY_KEY', ...grants], `${CANARY}\n`);
  expect(set.last()).toMatchObject({
    secret: { name: 'MY_KEY', version: 1, grants: { tools: ['http-request'], hosts: ['api.example.com'] } },
  });
  expect((await secret(['set', 'MY_KEY'], 'other')).code).toBe(2);
  const rotated = await secret(['set', 'MY_KEY', '--replace'], 'another-value');
  expect(rotated.last()).toMatchObject({ secret: { version: 2, grants: { tools: ['http-request'] } } });

  await writeFile(join(folder, '.env'), `OPENAI_API_KEY="${CANARY}"\n# note\nMY_KEY=x\n1BAD=y\nEMPTY=\n`);
  const imported = await secret(['import', join(folder, '.env')]);
  expect(imported.last()).toEqual({
    created: ['OPENAI_API_KEY'],
    rotated: [],
    skipped: expect.arrayContaining([
      { name: 'EMPTY', reason: 'must not be empty' },
      { name: 'MY_KEY', reason: 'is in the vault already' },
    ]),
  });
  const list = await secret(['list']);
  expect(list.last()).toMatchObject({
    secrets: [{ name: 'MY_KEY' }, { name: 'OPENAI_API_KEY', grants: { providers: ['openai'] } }],
  });
  expect((await secret(['revoke', 'MY_KEY'])).last()).toMatchObject({
    secret: { revokedAt: expect.any(Number) },
  });
  const verified = await runCli(['audit', 'verify', '--data', join(folder, 'data'), '--json']);
  expect(verified.last()).toMatchObject({
    isIntact: true,
    entryCount: 4,
    logs: [{ isIntact: true, entryCount: 4 }],
  });
  const all = [set, rotated, imported, list].map(({ stdout, stderr }) => stdout + stderr).join('');
  expect(all).not.toContain(CANARY);
  for (const file of await readdir(join(folder, 'data'), { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    expect((await readFile(join(file.parentPath, file.name))).includes(CANARY)).toBe(false);
  }
});

it.each([
  [['set'], 'needs a name'],
  [['shred', 'X'], 'does not know shred'],
  [['set', '1BAD'], 'must start with a letter'],
  [['grant', 'NOBODY'], 'There is no secret NOBODY'],
  [['import', 'nowhere.env'], 'cannot be read'],
])('refuses %j with exit code 2 and the cause', async (words, cause) => {
  const { code, stderr } = await secret(words, 'value-of-some-length');
  expect(code).toBe(2);
  expect(stderr).toContain(cause);
});
