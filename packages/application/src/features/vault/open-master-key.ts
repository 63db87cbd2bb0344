/** Finds the master key of this installation and makes sure that it is the one the vault was made with. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CodexError } from '@codexos/utils/errors';
import { masterKeyOfFile, masterKeyOfPassphrase, type MasterKey } from '@codexos/utils/master-key';
import { openValue, sealValue } from '@codexos/utils/sealed-value';
import type { Database } from '../../db/database.ts';
import type { VaultKeyRow } from '../../db/schema.ts';

export interface VaultKeyOptions {
  /** Folder of the key file. */
  dataFolder: string;
  /** Where the key file is when it is not in the data folder. */
  keyFile?: string | undefined;
  /** Takes the place of the key file. */
  passphrase?: string | undefined;
}

const PROOF = 'codexos vault';
const SALT_BYTES = 16;
/** One key for each database: whoever writes this row first has made it. */
const ROW_ID = 'master';

/** Throws VAULT_LOCKED when the file or the passphrase is not the one that the vault was made with. */
export async function openMasterKey(
  database: Database,
  { dataFolder, keyFile = join(dataFolder, 'vault.key'), passphrase }: VaultKeyOptions,
  clock: () => number,
): Promise<MasterKey> {
  const kind = passphrase === undefined ? 'file' : 'passphrase';
  const read = () => database.query.selectFrom('vault_keys').selectAll().executeTakeFirst();
  const derive = async (salt: Buffer): Promise<MasterKey> =>
    passphrase === undefined ? masterKeyOfFile(keyFile) : masterKeyOfPassphrase(passphrase, salt);
  const openKnown = async (known: VaultKeyRow): Promise<MasterKey> => {
    if (known.kind !== kind) throw otherKind(known.kind);
    const masterKey = await derive(Buffer.from(known.salt ?? '', 'base64'));
    if (!known.proof.startsWith(`v1.${masterKey.id}.`)) throw wrongKey(kind);
    openValue(known.proof, { masterKey, identity: PROOF });
    return masterKey;
  };
  const known = await read();
  if (known) return openKnown(known);
  const salt = randomBytes(SALT_BYTES);
  const masterKey = await derive(salt);
  await database.query
    .insertInto('vault_keys')
    .values({
      id: ROW_ID,
      kind,
      salt: kind === 'passphrase' ? salt.toString('base64') : null,
      proof: sealValue(PROOF, { masterKey, identity: PROOF }),
      created_at: clock(),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  // Another server may have started in the same moment, with a salt of its own: the row that stands decides.
  const standing = await read();
  if (!standing) throw new Error('The row of the master key is there once it was written.');
  return openKnown(standing);
}

function otherKind(kind: string): CodexError {
  return new CodexError({
    code: 'VAULT_LOCKED',
    message:
      kind === 'passphrase'
        ? 'The vault is sealed with a passphrase, and none is given.'
        : 'The vault is sealed with a key file, and a passphrase is given.',
    hint:
      kind === 'passphrase'
        ? 'Set CODEXOS_VAULT_PASSPHRASE and start again.'
        : 'Start without CODEXOS_VAULT_PASSPHRASE.',
  });
}

function wrongKey(kind: 'file' | 'passphrase'): CodexError {
  return new CodexError({
    code: 'VAULT_LOCKED',
    message:
      kind === 'file'
        ? 'The key file is not the one that the vault was made with.'
        : 'The passphrase is not the one that the vault was made with.',
    hint:
      kind === 'file'
        ? 'Put the right vault.key back, from the backup that belongs to this database.'
        : 'Set CODEXOS_VAULT_PASSPHRASE to the right one and start again. Nothing was changed.',
  });
}
