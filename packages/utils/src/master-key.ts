/**
 * The key that seals the data keys of the vault. It comes from a key file that only its owner may read, made at the
 * first start, or from a passphrase through argon2id.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { hashRaw } from '@node-rs/argon2';
import { CodexError } from './errors.ts';
import { writeOnce } from './write-once.ts';

export interface MasterKey {
  /** Tells keys apart without telling anything of the key: 16 hex digits. */
  id: string;
  /** 32 bytes. */
  bytes: Buffer;
}

const KEY_BYTES = 32;
const GROUP_OR_OTHERS = 0o077;

/** Argon2id (the library's default): RFC 9106 section 4, second recommended option: 64 MiB and 3 passes, with one lane. */
const ARGON2 = {
  memoryCost: 65_536,
  timeCost: 3,
  parallelism: 1,
  outputLen: KEY_BYTES,
};

/** A key made of 32 bytes. */
export function toMasterKey(bytes: Buffer): MasterKey {
  const id = createHash('sha256').update('codexos master key').update(bytes).digest('hex').slice(0, 16);
  return { id, bytes };
}

/** The key behind a passphrase; the same salt (at least 16 bytes) gives the same key. Takes some 100 ms and 64 MiB. */
export async function masterKeyOfPassphrase(passphrase: string, salt: Buffer): Promise<MasterKey> {
  return toMasterKey(await hashRaw(passphrase, { ...ARGON2, salt }));
}

/**
 * Reads the key file, or makes it with mode 600 when there is none. Throws VAULT_LOCKED when others may read the
 * file or when it holds no key.
 */
export function masterKeyOfFile(path: string): MasterKey {
  const made = makeKeyFile(path);
  if (made) return toMasterKey(made);
  if (process.platform !== 'win32' && (statSync(path).mode & GROUP_OR_OTHERS) !== 0) {
    throw new CodexError({
      code: 'VAULT_LOCKED',
      message: `The key file of the vault, ${path}, can be read by others on this machine.`,
      hint: `Take their rights away: chmod 600 ${path}`,
    });
  }
  const bytes = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (bytes.length === KEY_BYTES) return toMasterKey(bytes);
  throw new CodexError({
    code: 'VAULT_LOCKED',
    message: `The key file of the vault, ${path}, does not hold a key.`,
    hint: 'Restore it from a backup. Without it the stored secrets cannot be opened.',
  });
}

/** The new key's bytes; undefined when the file is there already. */
function makeKeyFile(path: string): Buffer | undefined {
  if (existsSync(path)) return undefined;
  const bytes = randomBytes(KEY_BYTES);
  return writeOnce(path, `${bytes.toString('base64')}\n`) ? bytes : undefined;
}
