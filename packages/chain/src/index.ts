export { accountOfKey, deriveLocalAccounts, type LocalAccounts } from './accounts.ts';
export { deployGovernance, type DeploymentOptions, type GovernanceAddresses } from './deploy-governance.ts';
export { describeAction, type ActionDescription } from './describe-action.ts';
export { encodeAction, encodeStep, type EncodedCall } from './encode-action.ts';
export { foldGovernance, type GovernanceFold } from './fold-governance.ts';
export { findAnvil } from './local/find-anvil.ts';
export { openLocalChain, type LocalChain, type LocalChainOptions } from './local/local-chain.ts';
export type { Network } from './network.ts';
export { readBlock, readEvents, type BlockHead, type ChainEvent } from './read-events.ts';
export { readSupply, readVoter, type Voter } from './read-voter.ts';
export type { RpcFetch } from './rpc.ts';
export { openRemoteNetwork } from './remote-network.ts';
export { findGovernance } from './find-governance.ts';
export {
  sendSigned,
  sendTransactions,
  signTransaction,
  type SignedTransaction,
} from './send-transactions.ts';
export { readTreasury, simulateCalls, tryCall } from './simulate.ts';
