import { createHmac, hkdfSync } from 'node:crypto';
import { stableJson } from '@codexos/utils/hash';
import type { MasterKey } from '@codexos/utils/master-key';

/** What an entry says, as it goes into its hash. */
export interface ChainedEntry {
  workspaceId: string;
  seq: number;
  at: number;
  actorType: string;
  actorId: string;
  action: string;
  target: string | null;
  outcome: string;
  /** JSON text as it is stored. */
  details: string;
}

/** Stands before the first entry. */
export const CHAIN_START = '';

/** Hashes an entry together with the hash before it; only who has the master key can make one. */
export type HashEntry = (entry: ChainedEntry, previousHash: string) => string;

/** Source: HKDF (RFC 5869) gives the log a key of its own, apart from what seals the vault. */
export function createEntryHash(masterKey: MasterKey): HashEntry {
  const key = Buffer.from(hkdfSync('sha256', masterKey.bytes, '', 'codexos audit log', 32));
  return (entry, previousHash) =>
    createHmac('sha256', key).update(previousHash).update('\n').update(stableJson(entry)).digest('hex');
}
