import { mkdtemp, mkdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deserializeIndex } from '../lexical/serialize-index.ts';
import { checkRepositoryUrl, cloneRepository } from '../loaders/clone-repository.ts';
import { listSource } from '../loaders/list-source.ts';
import { retrieve } from '../retrieve/retrieve.ts';
import { createMemoryKnowledgeStore } from '../stores/memory-knowledge-store.ts';
import { createTestRepository } from '../testing/create-test-repository.ts';
import { knowledgeStoreContract } from '../testing/knowledge-store-contract.ts';
import { ingestSource } from './ingest-source.ts';
import type { IngestUpdate } from './progress.ts';

const files = {
  'src/cart.ts':
    '/** Adds an item to the cart. */\nexport function addItem(cart: Cart, item: Item) {\n  cart.items.push(item);\n}\n',
  'src/price.py':
    'def total_price(items):\n    """Sums up the price of all items."""\n    return sum(item.price for item in items)\n',
  'README.md': '# Shop\n\nA small shop.\n',
  '.gitignore': 'ignored/\n*.log\n',
};

knowledgeStoreContract('memory', () => Promise.resolve(createMemoryKnowledgeStore()));

describe('ingestSource', () => {
  it('indexes a repository so that a question finds its lines', async () => {
    await using repository = await createTestRepository(files);
    const store = createMemoryKnowledgeStore();
    const updates: IngestUpdate[] = [];
    const { index, summary } = await ingestSource({
      sourceId: 's',
      folder: repository.folder,
      store,
      onProgress: (update) => updates.push(update),
    });
    expect(summary).toMatchObject({
      added: 4,
      changed: 0,
      removed: 0,
      unchanged: 0,
      fileCount: 4,
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    expect(updates.map(({ phase }) => phase).filter((phase, at, all) => phase !== all[at - 1])).toEqual([
      'listing',
      'parsing',
      'indexing',
      'done',
    ]);
    expect(updates.at(-1)).toMatchObject({ filesDone: 4, filesTotal: 4, chunkCount: summary.chunkCount });
    const [first] = await retrieve({
      index,
      readBlob: (hash) => store.readBlob('s', hash),
      query: 'how is an item put into the cart',
      explain: true,
    });
    expect(first).toMatchObject({
      citation: { path: 'src/cart.ts', startLine: 1, endLine: 4, symbol: 'addItem', commit: summary.commit },
      language: 'typescript',
    });
    expect(first?.text).toContain('cart.items.push');
    expect(first?.signals?.coverage).toBeGreaterThan(0);
  });

  it('answers what a source is with its readme, its manifest and its entry file', async () => {
    await using repository = await createTestRepository({
      ...files,
      'package.json': '{ "name": "shop" }\n',
      'src/index.ts': "export { addItem } from './cart.ts';\n",
      'docs/README.md': '# Project\n\nWhat this project does.\n',
    });
    const store = createMemoryKnowledgeStore();
    const { index } = await ingestSource({ sourceId: 's', folder: repository.folder, store });
    const ask = (query: string): Promise<string[]> =>
      retrieve({ index, readBlob: (hash) => store.readBlob('s', hash), query }).then((passages) =>
        passages.map(({ citation }) => citation.path),
      );
    const overview = ['README.md', 'package.json', 'src/index.ts'];
    expect(await ask('What does this project do?')).toEqual(overview);
    expect(await ask('What is this repository about?')).toEqual(overview);
    expect(await ask('Where does this project start?')).toEqual(overview);
    expect((await ask('What does this project do with the price?'))[0]).toBe('src/price.py');
    expect((await ask(`price ${'x '.repeat(250_000)}cart`))[0]).toBe('src/price.py');
  });

  it('touches only what changed, and gives the same index as a fresh ingest', async () => {
    await using repository = await createTestRepository(files);
    const store = createMemoryKnowledgeStore();
    await ingestSource({ sourceId: 's', folder: repository.folder, store });
    const snapshot = await store.loadIndex('s');
    const previous = snapshot && deserializeIndex(snapshot);
    if (!previous) throw new Error('no snapshot');
    await repository.write('src/price.py', 'def total_price(items):\n    return 0\n');
    await repository.write('src/new.go', 'package a\n\nfunc Fresh() {}\n');
    await rm(join(repository.folder, 'README.md'));
    const again = await ingestSource({ sourceId: 's', folder: repository.folder, store, previous });
    expect(again.summary).toMatchObject({ added: 1, changed: 1, removed: 1, unchanged: 2 });
    expect(previous.documentCount).toBe(4);
    const fresh = await ingestSource({ sourceId: 'f', folder: repository.folder, store });
    expect(again.index.list().map(({ path, blobHash, spans }) => ({ path, blobHash, spans }))).toEqual(
      fresh.index.list().map(({ path, blobHash, spans }) => ({ path, blobHash, spans })),
    );
    // The text that an old citation names is still there.
    expect(await store.readBlob('s', previous.get('README.md')?.blobHash ?? '')).toContain('# Shop');
  });

  it('leaves out what is ignored, binary, large, generated, locked, secret or linked, and says why', async () => {
    await using repository = await createTestRepository(files);
    await repository.write('ignored/x.ts', 'export const x = 1;');
    await repository.write('a.log', 'log');
    await repository.write('data.txt', Uint8Array.of(65, 0, 66));
    await repository.write('logo.png', 'png');
    await repository.write('big.ts', 'x'.repeat(3_000));
    await repository.write('app.min.js', 'x');
    await repository.write('package-lock.json', '{}');
    await repository.write('empty.ts', '');
    await repository.write('.env', 'KEY=1');
    await symlink('/etc/passwd', join(repository.folder, 'link.txt'));
    await symlink('/etc', join(repository.folder, 'etc'));
    const { index, summary } = await ingestSource({
      sourceId: 's',
      folder: repository.folder,
      store: createMemoryKnowledgeStore(),
      limits: { maxFileBytes: 2_000 },
    });
    expect(summary.skipped).toEqual({
      binary: 2,
      'too large': 1,
      generated: 1,
      'lock file': 1,
      empty: 1,
      secret: 1,
      link: 2,
    });
    expect(index.list().map(({ path }) => path)).toEqual([
      '.gitignore',
      'README.md',
      'src/cart.ts',
      'src/price.py',
    ]);
  });

  it('stops when it is aborted and keeps the stored index', async () => {
    await using repository = await createTestRepository(
      Object.fromEntries(
        Array.from({ length: 300 }, (_, at) => [`src/f${at}.ts`, `export function f${at}() {}\n`.repeat(30)]),
      ),
    );
    const store = createMemoryKnowledgeStore();
    const controller = new AbortController();
    const pending = ingestSource({
      sourceId: 's',
      folder: repository.folder,
      store,
      signal: controller.signal,
      onProgress: ({ filesDone }) => filesDone > 5 && controller.abort(new Error('stopped by a person')),
    });
    await expect(pending).rejects.toThrow('stopped by a person');
    expect(await store.loadIndex('s')).toBeUndefined();
    await expect(
      ingestSource({
        sourceId: 's',
        folder: repository.folder,
        store,
        signal: AbortSignal.abort(new Error('at once')),
      }),
    ).rejects.toThrow('at once');
  });

  it('says which folder cannot be read', async () => {
    const options = { sourceId: 's', store: createMemoryKnowledgeStore() };
    await expect(ingestSource({ ...options, folder: '/no/such/folder' })).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
    });
    await expect(ingestSource({ ...options, folder: import.meta.filename })).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
    });
  });
});

describe('listSource', () => {
  it('obeys nested ignore files in a folder without git', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'codexos-folder-')));
    try {
      for (const [path, text] of Object.entries({
        '.gitignore': '*.tmp\n/build\n',
        'a.ts': '',
        'b.tmp': '',
        'build/x': '',
        'sub/.gitignore': '!keep.tmp\nlocal/\n',
        'sub/keep.tmp': '',
        'sub/local/y': '',
        'node_modules/z/i.js': '',
      })) {
        await mkdir(join(folder, path, '..'), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      expect(await listSource(folder)).toMatchObject({
        isGit: false,
        commit: undefined,
        paths: ['.gitignore', 'a.ts', 'sub/.gitignore', 'sub/keep.tmp'],
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('keeps odd file names apart', async () => {
    await using repository = await createTestRepository({
      'a b.ts': 'x',
      'ü\tn.ts': 'x',
      '-n.ts': 'x',
      'new\nline.ts': 'x',
    });
    expect((await listSource(repository.folder)).paths).toEqual(
      ['-n.ts', 'a b.ts', 'new\nline.ts', 'ü\tn.ts'].sort(),
    );
  });
});

describe('cloneRepository', () => {
  it('clones a repository by its file address', async () => {
    await using repository = await createTestRepository(files);
    await using target = await createTestRepository();
    const directory = join(target.folder, 'clone');
    await cloneRepository({ url: `file://${repository.folder}`, directory, depth: 1 });
    expect((await listSource(directory)).paths).toContain('src/cart.ts');
  });

  it.each([
    '--upload-pack=touch /tmp/x',
    'ext::sh -c id',
    '-oProxyCommand=x',
    'fd::1',
    '/etc',
    'javascript:1',
    'git@-evil:path',
    '',
  ])('refuses %s', (url) => {
    expect(() => checkRepositoryUrl(url)).toThrow(/not an address/);
  });

  it.each([
    'https://github.com/honojs/hono',
    'git@github.com:honojs/hono.git',
    'ssh://git@example.org/a.git',
  ])('takes %s', (url) => {
    expect(checkRepositoryUrl(url)).toBe(url);
  });

  it('reports what git says', async () => {
    await expect(
      cloneRepository({ url: 'file:///no/such/repository', directory: join(tmpdir(), 'codexos-never') }),
    ).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });
});
