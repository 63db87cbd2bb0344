import { memoryStoreContract } from '../testing/memory-store-contract.ts';
import { createInMemoryStore } from './in-memory-store.ts';

memoryStoreContract('The store in memory', async () => ({
  store: createInMemoryStore(),
  [Symbol.asyncDispose]: async () => {},
}));
