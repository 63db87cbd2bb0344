import type { IngestProgress, KnowledgeBase, Source } from '@codexos/protocol/knowledge';
import { createLogger } from '@codexos/utils/logging';
import { describe, expect, it } from 'vitest';
import { createApplication } from '../../application.ts';
import { createTestApplication, createTestRepository, databaseKinds } from '../../testing/index.ts';
import { startEmbeddingsServer, type EmbeddingsServer } from '../../testing/start-embeddings-server.ts';

const files = {
  'src/vault.ts':
    '/** Puts money aside for later. */\nexport function deposit(amount: number) {\n  return amount;\n}\n',
  'src/mail.ts':
    '/** Sends a letter to a person. */\nexport function deliver(text: string) {\n  return text;\n}\n',
  'src/weather.ts':
    '/** Says whether it will rain. */\nexport function forecast(day: string) {\n  return day;\n}\n',
};

/** Savings and money mean the same to this model, though the words differ. */
const meaning = (text: string): number[] => [
  /deposit|piggy/i.test(text) ? 1 : 0,
  /deliver|postman/i.test(text) ? 1 : 0,
  0.1,
];

describe.each(databaseKinds)('an http embedder on %s', (kind) => {
  it('makes vectors after the reading, keeps them, and finds what shares no word', async () => {
    await using server = await startEmbeddingsServer(meaning);
    await using set = await open({ kind, server });
    expect(await set.paths('postman')).toEqual([]);
    await set.use('http');
    expect(server.requests[0]).toMatchObject({
      path: '/v1/embeddings',
      model: 'm',
      authorization: 'Bearer k',
    });
    expect((await set.source()).progress).toMatchObject({ phase: 'done', filesDone: 3 });
    expect((await set.paths('postman'))[0]).toBe('src/mail.ts');
    expect((await set.paths('piggy'))[0]).toBe('src/vault.ts');
  });
});

describe('an embedder', () => {
  it('lets questions be answered by words while its vectors are made', async () => {
    await using server = await startEmbeddingsServer(meaning);
    await using set = await open({ server });
    const release = server.hold();
    const arrived = server.nextRequest();
    await set.update('http');
    await arrived;
    expect((await set.source()).progress?.phase).toBe('embedding');
    expect(await set.paths('forecast')).toEqual(['src/weather.ts']);
    release();
    await set.settled();
    expect((await set.paths('postman'))[0]).toBe('src/mail.ts');
  });

  it('asks only for what changed, and for nothing when nothing did', async () => {
    await using server = await startEmbeddingsServer(meaning);
    await using set = await open({ server });
    await set.use('http');
    const before = server.requests.length;
    await set.read();
    expect(server.requests).toHaveLength(before);
    await set.repository.write('src/mail.ts', '/** Brings it. */\nexport const postbox = "deliver";\n');
    await set.read();
    expect(server.requests.slice(before).flatMap((request) => request.input)).toEqual([
      expect.stringContaining('postbox'),
    ]);
  });

  it('that fails leaves search by words and a warning with a remedy', async () => {
    await using server = await startEmbeddingsServer(meaning);
    await using set = await open({ server });
    server.failWith(500);
    await set.use('http');
    const { progress } = await set.source();
    expect(progress).toMatchObject({ phase: 'done', error: { code: 'MODEL_FAILED' } });
    expect(progress?.error?.message).toContain('by words alone');
    expect(progress?.error?.hint).toContain('Read the source again');
    expect(await set.paths('forecast')).toEqual(['src/weather.ts']);
    server.failWith(undefined);
    await set.read();
    expect((await set.source()).progress?.error).toBeUndefined();
    expect((await set.paths('postman'))[0]).toBe('src/mail.ts');
  });

  it('that fails at a question leaves the answer by words', async () => {
    await using server = await startEmbeddingsServer(meaning);
    await using set = await open({ server });
    await set.use('http');
    server.failWith(503);
    expect(await set.paths('forecast')).toEqual(['src/weather.ts']);
    const asked = server.requests.length;
    expect(await set.paths('forecast')).toEqual(['src/weather.ts']);
    expect(server.requests).toHaveLength(asked);
  });

  it('can be cancelled and started again', async () => {
    await using server = await startEmbeddingsServer(meaning);
    await using set = await open({ server });
    const release = server.hold();
    const arrived = server.nextRequest();
    await set.update('http');
    await arrived;
    await set.knowledge.cancelIngest(set.workspaceId, set.sourceId);
    expect((await set.source()).progress?.phase).toBe('cancelled');
    expect(await set.paths('forecast')).toEqual(['src/weather.ts']);
    expect(server.requests).toHaveLength(1);
    release();
    await set.read();
    expect((await set.paths('postman'))[0]).toBe('src/mail.ts');
  });

  it('keeps its vectors over a restart', async () => {
    await using server = await startEmbeddingsServer(meaning);
    await using set = await open({ server });
    await set.use('http');
    const before = server.requests.length;
    await using again = await set.restart();
    const { workspaceId, sourceId } = set;
    const search = { workspaceId, binding: { sourceId }, query: 'postman', topK: 5 };
    expect((await again.knowledge.search(search))[0]?.path).toBe('src/mail.ts');
    expect(server.requests.slice(before).map(({ input }) => input)).toEqual([['postman']]);
  });

  it('that is not set up is refused by name, and the setting stays', async () => {
    await using set = await open({});
    await expect(set.update('http')).rejects.toMatchObject({
      code: 'SECRET_MISSING',
      message: expect.stringContaining('EMBEDDINGS_BASE_URL') as string,
    });
    await expect(set.update('ollama')).rejects.toMatchObject({
      hint: expect.stringContaining('OLLAMA_EMBEDDING_MODEL') as string,
    });
    expect((await set.base()).embedder).toBe('none');
  });

  it('of Ollama speaks its own format', async () => {
    await using server = await startEmbeddingsServer(meaning);
    await using set = await open({
      secrets: { OLLAMA_BASE_URL: server.url, OLLAMA_EMBEDDING_MODEL: 'nomic' },
    });
    await set.use('ollama');
    expect(server.requests[0]).toMatchObject({ path: '/api/embed', model: 'nomic' });
    expect((await set.paths('postman'))[0]).toBe('src/mail.ts');
  });

  it('goes when it is switched off', async () => {
    await using server = await startEmbeddingsServer(meaning);
    await using set = await open({ server });
    await set.use('http');
    await set.use('none');
    expect(await set.paths('postman')).toEqual([]);
  });

  it('shows its gain in the evaluation', async () => {
    await using server = await startEmbeddingsServer(meaning);
    await using set = await open({ server });
    const evaluate = () =>
      set.knowledge.evaluate({ workspaceId: set.workspaceId, sourceId: set.sourceId, maxQuestions: 10 });
    expect(Object.keys((await evaluate()).doc.settings)).toEqual(['plainBm25', 'fieldBm25', 'full']);
    await set.use('http');
    expect(Object.keys((await evaluate()).doc.settings)).toEqual([
      'plainBm25',
      'fieldBm25',
      'full',
      'vector',
      'fullWithVectors',
    ]);
  });
});

describe('LSA', () => {
  it('is fitted in the background, for one source and for the whole base', async () => {
    await using set = await open({});
    await using second = await createTestRepository({ 'b.ts': 'export const deposit = "money later";\n' });
    await set.application.services.roots.add(set.workspaceId, second.folder);
    const phases: IngestProgress['phase'][] = [];
    set.application.services.topics.ingest.subscribe(set.sourceId, ({ phase }) => phases.push(phase));
    await set.use('lsa');
    expect(phases[0]).toBe('embedding');
    expect(phases.at(-1)).toBe('done');
    const added = await set.add(second.folder);
    await set.knowledge.whenEmbedded(set.workspaceId, added.id);
    expect(await set.paths('deposit')).toEqual(expect.arrayContaining(['src/vault.ts', 'b.ts']));
    const { doc } = await set.knowledge.evaluate({
      workspaceId: set.workspaceId,
      sourceId: set.sourceId,
      maxQuestions: 10,
    });
    expect(doc.settings).toHaveProperty('fullWithVectors');
  });
});

interface OpenOptions {
  kind?: (typeof databaseKinds)[number];
  server?: EmbeddingsServer;
  secrets?: Record<string, string>;
}

/** An application with one base that has read the files above. */
async function open({ kind = 'sqlite', server, secrets = {} }: OpenOptions) {
  const repository = await createTestRepository(files);
  const all: Record<string, string> = {
    ...(server
      ? { EMBEDDINGS_BASE_URL: `${server.url}/v1`, EMBEDDINGS_MODEL: 'm', EMBEDDINGS_API_KEY: 'k' }
      : {}),
    ...secrets,
  };
  const options = {
    fixedRoots: [repository.folder],
    readSecret: (name: string): string | undefined => all[name],
  };
  const test = await createTestApplication({ kind, ...options });
  const { application, principal } = test;
  const { workspaceId } = principal;
  const { knowledge } = application.services;
  const created = await knowledge.createBase(workspaceId, { name: 'Base', description: '' });
  const add = (location: string): Promise<Source> =>
    knowledge.addSource({ workspaceId, knowledgeBaseId: created.id, kind: 'folder', location });
  const { id: sourceId } = await add(repository.folder);
  await knowledge.whenRead(workspaceId, sourceId);
  const update = (embedder: KnowledgeBase['embedder']): Promise<KnowledgeBase> =>
    knowledge.updateBase(workspaceId, created.id, { embedder });
  const settled = (): Promise<Source> => knowledge.whenEmbedded(workspaceId, sourceId);
  return {
    application,
    knowledge,
    repository,
    workspaceId,
    sourceId,
    add,
    update,
    settled,
    source: () => knowledge.getSource(workspaceId, sourceId),
    base: () => knowledge.getBase(workspaceId, created.id),
    async use(embedder: KnowledgeBase['embedder']): Promise<void> {
      await update(embedder);
      await settled();
    },
    async read(): Promise<void> {
      await knowledge.ingest(workspaceId, sourceId);
      await settled();
    },
    async paths(query: string): Promise<string[]> {
      const binding = { knowledgeBaseId: created.id };
      return (await knowledge.search({ workspaceId, binding, query, topK: 5 })).map(({ path }) => path);
    },
    /** Closes, and opens the same data (SQLite only). */
    async restart() {
      await application.close();
      const again = await createApplication({
        ...options,
        dataFolder: test.dataFolder,
        allowedAddresses: [],
        logger: createLogger({ level: 'silent' }),
        version: '0.0.0',
      });
      return { knowledge: again.services.knowledge, [Symbol.asyncDispose]: () => again.close() };
    },
    async [Symbol.asyncDispose]() {
      await test[Symbol.asyncDispose]();
      await repository[Symbol.asyncDispose]();
    },
  };
}
