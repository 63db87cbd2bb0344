/**
 * Envelope encryption. Each value is sealed with a data key of its own (AES-256-GCM), and the data key with the
 * master key. Both are bound to the identity of what they belong to as associated data, so that a sealed value that
 * is copied to another row, workspace or version does not open there.
 *
 * Sources: NIST SP 800-38D (GCM: 96-bit nonce, 128-bit tag); a data key seals one value only, so a random nonce
 * never repeats under the same key.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { MasterKey } from './master-key.ts';
import { CodexError } from './errors.ts';

const CIPHER = 'aes-256-gcm';
const FORMAT = 'v1';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface SealOptions {
  masterKey: MasterKey;
  /** Names what the value belongs to; the same text is needed to open it. */
  identity: string;
}

/** Seals a text: `v1.<master key id>.<sealed data key>.<sealed value>`, the last two in base64url. */
export function sealValue(value: string, { masterKey, identity }: SealOptions): string {
  const dataKey = randomBytes(KEY_BYTES);
  const sealedKey = encrypt(dataKey, masterKey.bytes, `key:${identity}`);
  const sealedValue = encrypt(Buffer.from(value, 'utf8'), dataKey, `value:${identity}`);
  dataKey.fill(0);
  return [FORMAT, masterKey.id, sealedKey.toString('base64url'), sealedValue.toString('base64url')].join('.');
}

/** The text that was sealed. Throws VAULT_LOCKED for another master key or identity, and for a changed byte. */
export function openValue(sealed: string, { masterKey, identity }: SealOptions): string {
  const { sealedKey, sealedValue } = split(sealed, masterKey);
  const dataKey = decrypt(sealedKey, masterKey.bytes, `key:${identity}`);
  try {
    return decrypt(sealedValue, dataKey, `value:${identity}`).toString('utf8');
  } finally {
    dataKey.fill(0);
  }
}

function split(sealed: string, masterKey: MasterKey): { sealedKey: Buffer; sealedValue: Buffer } {
  const [format, keyId, sealedKey, sealedValue] = sealed.split('.');
  if (format !== FORMAT || sealedKey === undefined || sealedValue === undefined) {
    throw locked('A stored value is not in a form that this version knows.');
  }
  if (keyId !== masterKey.id) {
    throw locked(`A stored value was sealed with the master key ${keyId ?? ''}, not with ${masterKey.id}.`);
  }
  return {
    sealedKey: Buffer.from(sealedKey, 'base64url'),
    sealedValue: Buffer.from(sealedValue, 'base64url'),
  };
}

function encrypt(plain: Buffer, key: Buffer, associated: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(associated, 'utf8'));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function decrypt(sealed: Buffer, key: Buffer, associated: string): Buffer {
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(associated, 'utf8'));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw locked('A stored value does not open: it was changed, moved or sealed with another key.', cause);
  }
}

function locked(message: string, cause?: unknown): CodexError {
  return new CodexError({
    code: 'VAULT_LOCKED',
    message,
    hint: 'Start with the key file or the passphrase that the vault was made with, or restore both from one backup.',
    ...(cause === undefined ? {} : { cause }),
  });
}
