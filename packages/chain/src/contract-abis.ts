import { CODEX_GOVERNOR, CODEX_TIMELOCK, CODEX_TOKEN, STAKE_MANAGER, TREASURY } from './contracts.gen.ts';

/** ABI of each contract of the organisation, by its name in `GovernanceAddresses`. */
export const CONTRACT_ABIS = {
  token: CODEX_TOKEN.abi,
  stakes: STAKE_MANAGER.abi,
  governor: CODEX_GOVERNOR.abi,
  timelock: CODEX_TIMELOCK.abi,
  treasury: TREASURY.abi,
} as const;
export type ContractName = keyof typeof CONTRACT_ABIS;

/** Names for people. */
export const CONTRACT_TITLES: Readonly<Record<ContractName, string>> = {
  token: 'Token',
  stakes: 'Stake',
  governor: 'Governor',
  timelock: 'Timelock',
  treasury: 'Treasury',
};

export const contractNames = Object.keys(CONTRACT_ABIS) as ContractName[];
