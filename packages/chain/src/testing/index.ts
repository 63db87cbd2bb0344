export { createTestChain, type TestChain } from './create-test-chain.ts';
export { startRemoteChain, type KeyedAccount, type RemoteChain } from './start-remote-chain.ts';
