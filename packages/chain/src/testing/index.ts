export { createTestChain, type TestChain } from './create-test-chain.ts';
