import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { masterKeyOfFile, masterKeyOfPassphrase } from './master-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'codexos-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

const locked = expect.objectContaining({ code: 'VAULT_LOCKED' });

describe('a key file', () => {
  it('is made once, for its owner alone, and read again', () => {
    const path = join(folder, 'made.key');
    const made = masterKeyOfFile(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(masterKeyOfFile(path)).toEqual(made);
    expect(made.bytes).toHaveLength(32);
  });

  it('is refused when others may read it', () => {
    const path = join(folder, 'open.key');
    masterKeyOfFile(path);
    chmodSync(path, 0o644);
    expect(() => masterKeyOfFile(path)).toThrow(locked);
  });

  it('is refused when it holds no key', () => {
    const path = join(folder, 'short.key');
    writeFileSync(path, 'abc\n', { mode: 0o600 });
    expect(() => masterKeyOfFile(path)).toThrow(locked);
  });
});

describe('a passphrase', () => {
  it('gives the same key for the same salt and another for another', async () => {
    const salt = Buffer.alloc(16, 1);
    const key = await masterKeyOfPassphrase('correct horse battery', salt);
    expect(await masterKeyOfPassphrase('correct horse battery', salt)).toEqual(key);
    expect((await masterKeyOfPassphrase('correct horse battery', Buffer.alloc(16, 2))).id).not.toBe(key.id);
    expect((await masterKeyOfPassphrase('another passphrase', salt)).id).not.toBe(key.id);
  });
});
