import { knowledgeStoreContract } from '@codexos/rag-engine/testing';
import { afterAll } from 'vitest';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createSqlKnowledgeStore } from './sql-knowledge-store.ts';

const opened: TestDatabase[] = [];
afterAll(async () => {
  for (const database of opened) await database[Symbol.asyncDispose]();
});

for (const kind of databaseKinds) {
  knowledgeStoreContract(kind, async () => {
    const database = await openTestDatabase(kind);
    opened.push(database);
    return createSqlKnowledgeStore(database.database);
  });
}
