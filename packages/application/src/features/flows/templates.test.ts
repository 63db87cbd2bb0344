import { readFile } from 'node:fs/promises';
import { flowSchema } from '@codexos/protocol/flow';
import { createTestRepository, type TestRepository } from '@codexos/rag-engine/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApplication, type TestApplication } from '../../testing/index.ts';
import { inputOfFlow } from './input-of-flow.ts';
import { TEMPLATES, templateById } from './templates.ts';

const exampleFile = new URL('../../../../../examples/flows/ask-repository.json', import.meta.url);

let test: TestApplication;
let repository: TestRepository;
let sourceId: string;

beforeAll(async () => {
  repository = await createTestRepository({
    'README.md': '# Ledger\n\nLedger keeps the accounts of small clubs. It starts in `src/main.ts`.\n',
    'src/main.ts': `import { openLedger } from './ledger.ts';\n\n/** Starts the program: opens the ledger and reports errors. */\nexport function main(): void {\n  openLedger('accounts.csv');\n}\n`,
    'src/ledger.ts': `/** Opens the ledger of a club. Throws a LedgerError when the file is broken. */\nexport function openLedger(path: string): string[] {\n  if (path === '') throw new LedgerError('No path was given.');\n  return [path];\n}\n\n/** Every error of the ledger, with a message for people. */\nexport class LedgerError extends Error {}\n`,
  });
  test = await createTestApplication({ fixedRoots: [repository.folder] });
  const { knowledge } = test.application.services;
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
});
afterAll(async () => {
  await test[Symbol.asyncDispose]();
  await repository[Symbol.asyncDispose]();
});

describe('templates', () => {
  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    '%s runs as it is and cites the source',
    async (_id, template) => {
      const { runs } = test.application.services;
      const { workspaceId } = test.principal;
      const run = await runs.start({
        workspaceId,
        name: template.name,
        flow: template.flow,
        input: inputOfFlow(template.flow, 'How does the ledger open a file, and which errors can it throw?'),
        source: { sourceId },
        trigger: 'manual',
      });
      const result = await runs.waitForResult({ workspaceId, runId: run.id }, 20_000);
      expect(result).toMatchObject({ status: 'completed' });
      expect(result.output.length).toBeGreaterThan(40);
      expect(result.citations.map((citation) => citation.path)).toEqual(
        expect.arrayContaining([expect.stringMatching(/README|src\//)]),
      );
    },
  );

  it('starts with an input that fits, in all of them', async () => {
    const { compiler } = test.application.services;
    for (const { flow, sampleInput } of TEMPLATES)
      compiler.checkInput(await compiler.compile(test.principal.workspaceId, flow), sampleInput);
  });

  it('has no problem in any of them', async () => {
    for (const { id, flow } of TEMPLATES) {
      expect([
        id,
        await test.application.services.compiler.problemsOf(test.principal.workspaceId, flow),
      ]).toEqual([id, []]);
    }
  });

  it('ships the ready flow as an example file', async () => {
    expect(flowSchema.parse(JSON.parse(await readFile(exampleFile, 'utf8')))).toEqual(
      templateById('ask-repository').flow,
    );
  });
});
