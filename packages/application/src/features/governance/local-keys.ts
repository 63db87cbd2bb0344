import { randomBytes } from 'node:crypto';
import { mkdirSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MasterKey } from '@codexos/utils/master-key';
import type { Redactor } from '@codexos/utils/redactor';
import { openValue, sealValue } from '@codexos/utils/sealed-value';
import { writeOnce } from '@codexos/utils/write-once';

const IDENTITY = 'codexos-local-chain-seed';
const SEED_BYTES = 32;

/**
 * The seed of the local network's accounts: random, made once, sealed with the vault's master key. Throws
 * VAULT_LOCKED when it was sealed with another.
 */
export function readLocalSeed(
  folder: string,
  { masterKey, redactor }: { masterKey: MasterKey; redactor: Redactor },
): Uint8Array {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'seed.sealed');
  if (!existsSync(path)) {
    const made = randomBytes(SEED_BYTES).toString('hex');
    writeOnce(path, sealValue(made, { masterKey, identity: IDENTITY }));
  }
  const seed = openValue(readFileSync(path, 'utf8'), { masterKey, identity: IDENTITY });
  redactor.add('seed of the local network', seed);
  return Buffer.from(seed, 'hex');
}
