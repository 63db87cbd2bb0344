import type { LocalAccount } from 'viem';
import { HDKey, hdKeyToAccount, privateKeyToAccount, type HDAccount } from 'viem/accounts';

/** Accounts of the local network, all from one seed: the same seed gives the same accounts. */
export interface LocalAccounts {
  /** Deploys the contracts and then owns nothing. */
  deployer: HDAccount;
  guardian: HDAccount;
  /** People and agents who hold tokens. */
  members: readonly HDAccount[];
}

const MEMBER_COUNT = 4;

/** Derives the accounts of a seed of at least 16 bytes. */
export function deriveLocalAccounts(seed: Uint8Array): LocalAccounts {
  const key = HDKey.fromMasterSeed(seed);
  const accountAt = (addressIndex: number): HDAccount => hdKeyToAccount(key, { addressIndex });
  return {
    deployer: accountAt(0),
    guardian: accountAt(1),
    members: Array.from({ length: MEMBER_COUNT }, (_, index) => accountAt(2 + index)),
  };
}

/** The account of a private key in hexadecimal, with or without `0x`; undefined when it is none. */
export function accountOfKey(key: string): LocalAccount | undefined {
  const digits = /^(?:0x)?([0-9a-fA-F]{64})$/.exec(key.trim())?.[1];
  if (digits === undefined) return undefined;
  try {
    return privateKeyToAccount(`0x${digits}`);
  } catch (error) {
    // Zero and numbers beyond the order of the curve are no keys.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
