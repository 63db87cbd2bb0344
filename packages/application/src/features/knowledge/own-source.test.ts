/** This project asks itself: a source of real size, with names that its own people look for. */
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApplication, type TestApplication } from '../../testing/index.ts';
import { addSourceUseCase } from './add-source.use-case.ts';
import { createKnowledgeBaseUseCase } from './create-knowledge-base.use-case.ts';
import { searchKnowledgeUseCase } from './search-knowledge.use-case.ts';
import { invoke } from '../../use-case.ts';

const packages = resolve(import.meta.dirname, '../../../..');

let test: TestApplication;
let knowledgeBaseId: string;

beforeAll(async () => {
  test = await createTestApplication({ fixedRoots: [packages] });
  const { services } = test.application;
  const call = { services, principal: test.principal };
  const base = await invoke(createKnowledgeBaseUseCase, {
    ...call,
    request: { body: { name: 'This project' } },
  });
  knowledgeBaseId = base.id;
  const source = await invoke(addSourceUseCase, {
    ...call,
    request: { params: { knowledgeBaseId }, body: { kind: 'folder', location: packages } },
  });
  const read = await services.knowledge.whenRead(test.principal.workspaceId, source.id);
  expect(read.progress?.phase).toBe('done');
}, 120_000);
afterAll(() => test[Symbol.asyncDispose]());

it.each([
  ['createRedactor', 'utils/src/redactor.ts'],
  ['Where is planStep defined?', 'agent-engine/src/state/plan-step.ts'],
  ['How is the signature of a listing checked?', 'application/src/features/marketplace/listing-signature.ts'],
  ['compare the host of a call with the hosts of a grant', 'application/src/features/vault/allows-host.ts'],
])('finds among the first three what answers “%s”', async (query, path) => {
  const { results } = await invoke(searchKnowledgeUseCase, {
    services: test.application.services,
    principal: test.principal,
    request: { params: { knowledgeBaseId }, query: { query } },
  });
  expect(results.slice(0, 3).map((result) => result.path)).toContain(path);
});
