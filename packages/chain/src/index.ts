export { deriveLocalAccounts, type LocalAccounts } from './accounts.ts';
export { CODEX_GOVERNOR, CODEX_TIMELOCK, CODEX_TOKEN, STAKE_MANAGER, TREASURY } from './contracts.gen.ts';
export { deployGovernance, type DeploymentOptions, type GovernanceAddresses } from './deploy-governance.ts';
export { findAnvil } from './local/find-anvil.ts';
export {
  LOCAL_CHAIN_ID,
  openLocalChain,
  type LocalChain,
  type LocalChainOptions,
} from './local/local-chain.ts';
export type { Network } from './network.ts';
export { openRemoteNetwork } from './remote-network.ts';
export { createRpc, RpcError, type RpcRequest } from './rpc.ts';
