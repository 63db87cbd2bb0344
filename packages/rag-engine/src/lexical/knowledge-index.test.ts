import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkLines } from '../chunkers/lines.chunker.ts';
import { rankChunks } from '../retrieve/rank-chunks.ts';
import { KnowledgeIndex } from './knowledge-index.ts';
import { deserializeIndex, serializeIndex } from './serialize-index.ts';
import { tokenizeFile } from './tokenized-file.ts';

function put(index: KnowledgeIndex, path: string, text: string): void {
  const spans = chunkLines(text).map((span, at) => ({
    ...span,
    symbols: at === 0 ? [`${text.split(/\s/)[0] ?? 'x'}Thing`] : [],
  }));
  index.put({
    path,
    blobHash: `hash-${text.length}`,
    bytes: text.length,
    commit: 'c0ffee',
    file: tokenizeFile(text, spans),
  });
}

function search(index: KnowledgeIndex, query: string): unknown[] {
  const { chunks } = index.view();
  return rankChunks(index, { query, limit: 10, setting: 'full' }).map(({ chunkId, score }) => [
    chunks[chunkId]?.document.sourceId,
    chunks[chunkId]?.document.path,
    chunks[chunkId]?.span.startLine,
    Number(score.toFixed(9)),
  ]);
}

const words = fc
  .array(fc.constantFrom('alpha', 'betaGamma', 'delta_eta', 'query', 'index', 'parse', 'tests', 'run'), {
    minLength: 1,
    maxLength: 30,
  })
  .map((list) => list.join(' '));
const paths = fc.constantFrom('src/a.ts', 'src/b.ts', 'test/a.test.ts', 'README.md', 'src/index/query.ts');
const steps = fc.array(
  fc.oneof(
    fc.tuple(fc.constant('put' as const), paths, words),
    fc.tuple(fc.constant('remove' as const), paths, words),
  ),
  { maxLength: 12 },
);

describe('KnowledgeIndex', () => {
  it('changed in steps equals one built at once', () => {
    fc.assert(
      fc.property(steps, words, (changes, query) => {
        const stepwise = new KnowledgeIndex();
        const final = new Map<string, string>();
        for (const [kind, path, text] of changes) {
          if (kind === 'put') {
            put(stepwise, path, text);
            final.set(path, text);
          } else {
            stepwise.remove(path);
            final.delete(path);
          }
          stepwise.view();
        }
        const fresh = new KnowledgeIndex();
        for (const [path, text] of final) put(fresh, path, text);
        expect(search(stepwise, query)).toEqual(search(fresh, query));
        expect(stepwise.chunkCount).toBe(fresh.chunkCount);
      }),
      { numRuns: 60 },
    );
  });

  it('searches the same after a round trip through its stored form', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(paths, words), { selector: ([path]) => path }),
        words,
        (files, query) => {
          const index = new KnowledgeIndex();
          put(index, 'gone.ts', 'onlyhere');
          for (const [path, text] of files) put(index, path, text);
          index.remove('gone.ts');
          const bytes = serializeIndex(index);
          // Stored bytes come back at any alignment.
          const shifted = new Uint8Array(bytes.length + 1).subarray(1);
          shifted.set(bytes);
          const loaded = deserializeIndex(shifted);
          if (!loaded) throw new Error('the index did not load');
          expect(search(loaded, query)).toEqual(search(index, query));
          expect(loaded.list().map(({ path, blobHash, commit }) => [path, blobHash, commit])).toEqual(
            index.list().map(({ path, blobHash, commit }) => [path, blobHash, commit]),
          );
          expect(loaded.vocabulary.idOf('onlyhere')).toBeUndefined();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('does not load what is damaged', () => {
    const index = new KnowledgeIndex();
    put(index, 'a.ts', 'alpha beta');
    const bytes = serializeIndex(index);
    expect(deserializeIndex(bytes.subarray(0, bytes.length - 4))).toBeUndefined();
    expect(deserializeIndex(Uint8Array.of(1, 2, 3))).toBeUndefined();
    expect(deserializeIndex(new Uint8Array(0))).toBeUndefined();
  });

  it('leaves a search in the original undisturbed when a clone changes', () => {
    const index = new KnowledgeIndex();
    put(index, 'a.ts', 'alpha');
    const clone = index.clone();
    put(clone, 'b.ts', 'alpha');
    clone.remove('a.ts');
    expect(search(index, 'alpha')).toHaveLength(1);
    expect(index.get('a.ts')?.path).toBe('a.ts');
  });

  it('ranks several sources as one, with the source of each answer', () => {
    const [first, second] = [new KnowledgeIndex(), new KnowledgeIndex()];
    put(first, 'a.ts', 'alpha alpha delta');
    put(second, 'a.ts', 'delta alpha');
    const merged = KnowledgeIndex.merge([
      { sourceId: 'one', index: first },
      { sourceId: 'two', index: second },
    ]);
    expect(merged.documentCount).toBe(2);
    expect(
      search(merged, 'alpha')
        .map((row) => (row as unknown[])[0])
        .sort(),
    ).toEqual(['one', 'two']);
    expect(merged.get('a.ts', 'two')?.sourceId).toBe('two');
  });
});
