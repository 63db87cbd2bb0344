import { journalContract, memoryStoreContract } from '@codexos/agent-engine/testing';
import type { RunId, WorkspaceId } from '@codexos/protocol/ids';
import { flowSchema } from '@codexos/protocol/flow';
import { knowledgeStoreContract } from '@codexos/rag-engine/testing';
import { createId } from '@codexos/utils/ids';
import { afterAll } from 'vitest';
import { createMemoryStore } from '../features/memory/memory-store.ts';
import { createRunStore } from '../features/runs/run-store.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createSqlJournal } from './sql-journal.ts';
import { createSqlKnowledgeStore } from './sql-knowledge-store.ts';

const opened: TestDatabase[] = [];
afterAll(async () => {
  for (const database of opened) await database[Symbol.asyncDispose]();
});

const workspaceId = createId<WorkspaceId>();

for (const kind of databaseKinds) {
  knowledgeStoreContract(kind, async () => {
    const test = await openTestDatabase(kind);
    opened.push(test);
    return createSqlKnowledgeStore(test.database);
  });

  memoryStoreContract(kind, async () => {
    const test = await openTestDatabase(kind);
    return {
      store: createMemoryStore(test.database, workspaceId),
      [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
    };
  });

  journalContract(kind, async () => {
    const test = await openTestDatabase(kind);
    const runs = createRunStore(test.database, Date.now);
    return {
      journal: createSqlJournal(test.database, Date.now),
      async createRun() {
        const runId = createId<RunId>();
        const flow = flowSchema.parse({ name: 'Empty', nodes: [], edges: [] });
        await runs.create({ workspaceId, runId, name: 'Empty', trigger: 'manual', flow, input: {} });
        return runId;
      },
      [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
    };
  });
}
