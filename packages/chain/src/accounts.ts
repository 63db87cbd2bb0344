import { HDKey, hdKeyToAccount, type HDAccount } from 'viem/accounts';

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
