import { describe, expect, it } from 'vitest';
import type { ChunkSpan } from '../chunkers/chunk.ts';
import { KnowledgeIndex } from '../lexical/knowledge-index.ts';
import { tokenizeFile } from '../lexical/tokenized-file.ts';
import { rankChunks, type RankedChunk } from '../retrieve/rank-chunks.ts';
import { fuseByRank } from '../fusion/reciprocal-rank-fusion.ts';
import { pathKindOf } from './path-kind.ts';

type File = [path: string, text: string, spans?: Partial<ChunkSpan>[]];

function rank(files: readonly File[], query: string): { paths: string[]; ranked: RankedChunk[] } {
  const index = new KnowledgeIndex();
  for (const [path, text, spans = [{}]] of files) {
    const complete = spans.map((span, at) => ({
      startLine: at + 1,
      endLine: at + 1,
      kind: 'function' as const,
      symbols: [],
      parents: [],
      isDefinition: false,
      ...span,
    }));
    index.put({ path, blobHash: path, bytes: 1, file: tokenizeFile(text, complete) });
  }
  const ranked = rankChunks(index, { query, limit: 10, setting: 'full' });
  return { ranked, paths: ranked.map(({ chunkId }) => index.view().chunks[chunkId]?.document.path ?? '') };
}

describe('the ranking signals', () => {
  it('set tests and prose behind code unless the query asks for them', () => {
    const files: File[] = [
      ['test/store.test.ts', 'open the store'],
      ['docs/store.md', 'open the store'],
      ['src/store.ts', 'open the store'],
    ];
    expect(rank(files, 'open store').paths[0]).toBe('src/store.ts');
    expect(rank(files, 'test that opens the store').paths[0]).toBe('test/store.test.ts');
    expect(rank(files, 'documentation: open store').paths[0]).toBe('docs/store.md');
  });

  it('find how tests are run in the manual rather than in the tests', () => {
    const files: File[] = [
      ['test/run.test.ts', 'run the tests of the store'],
      ['src/run.ts', 'run tests'],
      ['CONTRIBUTING.md', 'to run the tests, install first'],
    ];
    expect(rank(files, 'How do I run the tests?').paths[0]).toBe('CONTRIBUTING.md');
    expect(rank(files, 'run the tests of the store').paths[0]).toBe('test/run.test.ts');
  });

  it('set old versions of the documentation behind the new one for a question only', () => {
    const files: File[] = [
      ['docs/open.md', 'how to open the store'],
      ['versioned_docs/1.x/open.md', 'how to open the store'],
    ];
    expect(rank(files, 'How do I open the store?').paths[0]).toBe('docs/open.md');
    expect(rank(files, 'open store').ranked.every(({ signals }) => signals?.history === 0)).toBe(true);
  });

  it('lift the file whose name the query says', () => {
    const files: File[] = [
      ['src/a.ts', 'read json object values'],
      ['src/JsonObject.ts', 'read json object values'],
    ];
    expect(rank(files, 'json object').paths[0]).toBe('src/JsonObject.ts');
  });

  it('lift the definition for a bare symbol only', () => {
    const files: File[] = [
      ['src/a.ts', 'Router Router Router', [{ symbols: ['useRouter'] }]],
      ['src/b.ts', 'class Router', [{ symbols: ['Router'], isDefinition: true, kind: 'class' }]],
    ];
    const bare = rank(files, 'Router');
    expect(bare.paths[0]).toBe('src/b.ts');
    expect(bare.ranked[0]?.signals?.definition).toBe(1);
    expect(rank(files, 'the Router of it').ranked.every(({ signals }) => signals?.definition === 0)).toBe(
      true,
    );
  });

  it('spread the top over files', () => {
    const files: File[] = [
      ['src/a.ts', 'parse query\nparse query\nparse query', [{}, {}, {}]],
      ['src/b.ts', 'parse query of requests'],
    ];
    expect(rank(files, 'parse query').paths.slice(0, 3)).toContain('src/b.ts');
  });

  it('find a one-letter symbol by its name', () => {
    const files: File[] = [
      ['src/a.ts', 'const x = 1'],
      ['src/b.ts', 'const z = 1', [{ symbols: ['z'], isDefinition: true }]],
    ];
    expect(rank(files, 'z').paths).toEqual(['src/b.ts']);
  });

  it('answer nothing when no word occurs', () => {
    expect(rank([['a.ts', 'alpha']], 'unknown words').ranked).toEqual([]);
    expect(rank([['a.ts', 'alpha']], '').ranked).toEqual([]);
  });
});

describe('pathKindOf', () => {
  it.each([
    'test/a.ts',
    'src/__tests__/a.ts',
    'a.test.ts',
    'a_test.go',
    'test_a.py',
    'src/AppTest.java',
    'examples/x/main.go',
    'src/testdata/a.json',
  ])('sees a test in %s', (path) => {
    expect(pathKindOf(path).isTest).toBe(true);
  });
  it.each(['src/latest.ts', 'src/contest/a.ts', 'lib/attest.go', 'src/test-helper-free.ts'])(
    'sees none in %s',
    (path) => {
      expect(pathKindOf(path).isTest).toBe(false);
    },
  );
  it('knows change logs, prose, built copies and declarations', () => {
    expect(pathKindOf('CHANGELOG.md').isHistory).toBe(true);
    expect(pathKindOf('docs/a.rst').isProse).toBe(true);
    expect(pathKindOf('dist/a.js').isBuilt).toBe(true);
    expect(pathKindOf('index.d.ts').isDeclaration).toBe(true);
  });
});

describe('fuseByRank', () => {
  it('adds weighted reciprocal ranks', () => {
    const fused = fuseByRank(
      [
        {
          items: [
            { chunkId: 1, score: 9 },
            { chunkId: 2, score: 8 },
          ],
          weight: 1,
        },
        {
          items: [
            { chunkId: 2, score: 0.5 },
            { chunkId: 3, score: 0.4 },
          ],
          weight: 0.5,
        },
      ],
      2,
    );
    expect(fused.map(({ chunkId }) => chunkId)).toEqual([2, 1]);
    expect(fused[0]?.score).toBeCloseTo(1 / 62 + 0.5 / 61, 12);
  });
});
