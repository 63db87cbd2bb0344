import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileAccess } from './create-file-access.ts';

let base: string;
let root: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'codexos-files-'));
  root = join(base, 'source');
  await mkdir(join(root, 'src'), { recursive: true });
  await mkdir(join(root, '.git'));
  await mkdir(join(base, 'source-secret'));
  await writeFile(join(root, 'src/a.ts'), 'one\ntwo\n');
  await writeFile(join(root, '.env'), 'KEY=1');
  await writeFile(join(root, '.env.example'), 'KEY=');
  await writeFile(join(root, '.git/config'), 'x');
  await writeFile(join(root, 'big.txt'), 'x'.repeat(2_000));
  await writeFile(join(root, 'binary.txt'), Buffer.from([1, 0, 2]));
  await writeFile(join(base, 'outside.txt'), 'outside');
  await writeFile(join(base, 'source-secret/a.txt'), 'sibling');
  await symlink(join(base, 'outside.txt'), join(root, 'link.txt'));
  await symlink(base, join(root, 'up'));
  await symlink(join(root, 'src/a.ts'), join(root, 'inner-link.ts'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

const access = (): ReturnType<typeof createFileAccess> =>
  createFileAccess({ roots: [root], maxFileBytes: 1_000 });

describe('createFileAccess', () => {
  it('reads a file with the hash that git gives it', async () => {
    expect(await access().read('src/a.ts')).toEqual({
      path: 'src/a.ts',
      text: 'one\ntwo\n',
      blobHash: '814f4a422927b82f5f8a43f8fab6d3839e3983f2',
    });
  });

  it('reads an absolute path inside a root, and a link that stays inside', async () => {
    expect((await access().read(join(root, 'src/a.ts'))).path).toBe('src/a.ts');
    expect((await access().read('inner-link.ts')).path).toBe('src/a.ts');
  });

  it.each([
    '../outside.txt',
    'src/../../outside.txt',
    '/etc/passwd',
    '../source-secret/a.txt',
    'link.txt',
    'up/outside.txt',
    '.env',
    '.git/config',
    'a\0b',
  ])('refuses %s', async (path) => {
    await expect(access().read(path)).rejects.toMatchObject({ code: 'PATH_REFUSED' });
  });

  it('tells a missing, a large and a binary file apart', async () => {
    await expect(access().read('nothing.ts')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(access().read('src')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(access().read('big.txt')).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    await expect(access().read('binary.txt')).rejects.toMatchObject({ code: 'TOOL_FAILED' });
  });

  it('lists what may be read, without links and secrets', async () => {
    expect(await access().list()).toEqual(['.env.example', 'big.txt', 'binary.txt', 'src/a.ts']);
  });

  it('refuses everything when there is no root', async () => {
    await expect(createFileAccess({ roots: [] }).read('a')).rejects.toMatchObject({ code: 'PATH_REFUSED' });
  });
});
