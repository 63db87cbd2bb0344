import { createTestRepository, type TestRepository } from '@codexos/rag-engine/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApplication, type TestApplication } from '../../../testing/index.ts';
import { flowOfAgent } from '../../agents/flow-of-agent.ts';

let test: TestApplication;
let repository: TestRepository;
let sourceId: string;
let slugs: string[] = [];

beforeAll(async () => {
  repository = await createTestRepository({
    'README.md': '# Ledger\n\nLedger keeps the accounts of small clubs. It starts in `src/main.ts`.\n',
    'src/ledger.ts':
      '/** Opens the ledger of a club. Throws a LedgerError when the file is broken. */\nexport function openLedger(path: string): string[] {\n  return [path];\n}\n',
  });
  test = await createTestApplication({ fixedRoots: [repository.folder] });
  const { knowledge, marketplace } = test.application.services;
  const { workspaceId } = test.principal;
  const base = await knowledge.createBase(workspaceId, { name: 'Ledger', description: '' });
  const source = await knowledge.addSource({
    workspaceId,
    knowledgeBaseId: base.id,
    kind: 'folder',
    location: repository.folder,
  });
  await knowledge.whenRead(workspaceId, source.id);
  sourceId = source.id;
  const { items } = await marketplace.list(workspaceId, { query: '', kind: 'agent', registry: 'builtin' });
  slugs = items.map(({ slug }) => slug);
});
afterAll(async () => {
  await test[Symbol.asyncDispose]();
  await repository[Symbol.asyncDispose]();
});

describe('agents that ship with the app', () => {
  it(
    'are forked and run at once, on the built-in model and without a key',
    { timeout: 120_000 },
    async () => {
      expect(slugs.length).toBeGreaterThanOrEqual(11);
      const { services } = test.application;
      const { workspaceId } = test.principal;
      for (const slug of slugs) {
        const { checked } = await services.marketplace.find({ workspaceId, registry: 'builtin', slug });
        const { id } = await services.marketplace.fork(services, test.principal, {
          checked,
          registry: 'builtin',
          name: undefined,
        });
        const agent = await services.agents.get({ workspaceId, agentId: id });
        const run = await services.runs.start({
          workspaceId,
          agentId: agent.id,
          name: agent.name,
          flow: flowOfAgent(agent.name, agent.draft),
          input: { request: 'How is a ledger opened, and which error can that throw?' },
          source: { sourceId },
          trigger: 'manual',
        });
        const result = await services.runs.waitForResult({ workspaceId, runId: run.id }, 20_000);
        expect([slug, result.status, result.error?.message]).toEqual([slug, 'completed', undefined]);
        expect([slug, result.output.length > 40]).toEqual([slug, true]);
      }
    },
  );
});
