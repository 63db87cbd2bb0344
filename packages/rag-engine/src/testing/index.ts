export { knowledgeStoreContract } from './knowledge-store-contract.ts';
export { createTestRepository, type TestRepository } from './create-test-repository.ts';
