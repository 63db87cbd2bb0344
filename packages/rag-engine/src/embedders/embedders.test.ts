import { describe, expect, it } from 'vitest';
import { chunkLines } from '../chunkers/lines.chunker.ts';
import { KnowledgeIndex } from '../lexical/knowledge-index.ts';
import { tokenizeFile } from '../lexical/tokenized-file.ts';
import { deserializeVectors, serializeVectors } from '../stores/serialize-vectors.ts';
import { createVectorSearch } from './create-vector-search.ts';
import { embedIndex } from './embed-index.ts';
import type { Embedder, EmbedderFetch } from './embedder.ts';
import { createHttpEmbedder } from './http.embedder.ts';
import { fitProjection } from './lsa/fit-projection.ts';
import { fitLsa } from './lsa/fit-lsa.ts';
import { createOllamaEmbedder } from './ollama.embedder.ts';

const texts: Record<string, string> = {
  'a.txt': 'cat dog animal pet',
  'b.txt': 'dog animal fur pet cat',
  'c.txt': 'server port socket listen',
  'd.txt': 'socket port network server',
};

function createIndex(): KnowledgeIndex {
  const index = new KnowledgeIndex();
  for (const [path, text] of Object.entries(texts))
    index.put({ path, blobHash: path, bytes: 1, file: tokenizeFile(text, chunkLines(text)) });
  return index;
}
const readBlob = (hash: string): Promise<string | undefined> => Promise.resolve(texts[hash]);

/** One direction for animals, one for networks. */
const topicEmbedder = (sent: string[][] = []): Embedder => ({
  id: 'topics@1',
  embed(list) {
    sent.push([...list]);
    return Promise.resolve(
      list.map((text) => Float32Array.of(/cat|dog|pet/.test(text) ? 2 : 0, /port|socket/.test(text) ? 3 : 0)),
    );
  },
});

describe('stored vectors', () => {
  it('find by angle, survive storage and are made only once', async () => {
    const index = createIndex();
    const sent: string[][] = [];
    const embedder = topicEmbedder(sent);
    const vectors = await embedIndex({ index, embedder, readBlob });
    expect(sent.flat()).toHaveLength(4);
    const stored = deserializeVectors(serializeVectors(vectors));
    if (!stored) throw new Error('the vectors did not load');
    const again = await embedIndex({ index, embedder, readBlob, previous: stored });
    expect(sent.flat()).toHaveLength(4);
    const similarities = await createVectorSearch({ vectors: again, embedder }).similarities(
      'a pet',
      index.view(),
    );
    expect([...similarities]).toEqual([1, 1, 0, 0]);
  });

  it('of another embedder are refused', async () => {
    const vectors = await embedIndex({ index: createIndex(), embedder: topicEmbedder(), readBlob });
    expect(() => createVectorSearch({ vectors, embedder: { ...topicEmbedder(), id: 'topics@2' } })).toThrow(
      /cannot be compared/,
    );
  });

  it('do not load when damaged', () => {
    expect(deserializeVectors(Uint8Array.of(1, 2))).toBeUndefined();
  });
});

describe('LSA', () => {
  it('finds what shares no word with the query but shares company', async () => {
    const index = createIndex();
    const lsa = await fitLsa(index);
    const similarities = await lsa.similarities('fur dog', index.view());
    expect(similarities[0]).toBeGreaterThan(0.5);
    expect(similarities[2]).toBeLessThan(0.1);
    expect((await fitLsa(index)).embedderId).toBe(lsa.embedderId);
    expect(lsa.driftFrom(index)).toBe(0);
    const grown = index.clone();
    grown.put({
      path: 'e.txt',
      blobHash: 'e',
      bytes: 1,
      file: tokenizeFile('cat dog', chunkLines('cat dog')),
    });
    expect(lsa.driftFrom(grown)).toBeCloseTo(0.2);
    expect((await lsa.similarities('pet', grown.view()))[4]).toBeGreaterThan(0.5);
  });

  it('recovers the leading directions of a known matrix', () => {
    // Rows (3, 0, 0), (0, 2, 0), (0, 0, 1): the singular vectors are the axes, by size.
    const matrix = {
      rowCount: 3,
      columnCount: 3,
      offsets: Uint32Array.of(0, 1, 2, 3),
      columns: Uint32Array.of(0, 1, 2),
      values: Float32Array.of(3, 2, 1),
    };
    const { dimensions, data } = fitProjection(matrix, 2);
    expect(dimensions).toBe(2);
    expect(Math.abs(data[0] ?? 0)).toBeCloseTo(1, 4);
    expect(Math.abs(data[3] ?? 0)).toBeCloseTo(1, 4);
    expect(Math.abs(data[4] ?? 0)).toBeCloseTo(0, 4);
  });

  it('takes an empty index and stops when aborted', async () => {
    expect(
      await (await fitLsa(new KnowledgeIndex())).similarities('x', new KnowledgeIndex().view()),
    ).toHaveLength(0);
    const controller = new AbortController();
    const pending = fitLsa(createIndex(), controller.signal);
    controller.abort(new Error('no more'));
    await expect(pending).rejects.toThrow('no more');
  });
});

describe('servers', () => {
  const answering =
    (
      calls: { url: string; body: Record<string, unknown>; headers: Record<string, string> }[],
      answer: (input: string[]) => unknown,
      status = 200,
    ): EmbedderFetch =>
    (url, { body, headers }) => {
      const parsed = JSON.parse(body) as { input: string[] };
      calls.push({ url, body: parsed, headers });
      return Promise.resolve(new Response(JSON.stringify(answer(parsed.input)), { status }));
    };

  it('speak the OpenAI format, in batches and in any order', async () => {
    const calls: Parameters<typeof answering>[0] = [];
    const fetch = answering(calls, (input) => ({
      data: input.map((text, index) => ({ index, embedding: [text.length, 1] })).toReversed(),
    }));
    const embedder = createHttpEmbedder({
      baseUrl: 'http://models/v1/',
      model: 'm',
      apiKey: 'k',
      fetch,
      batchSize: 2,
    });
    expect((await embedder.embed(['a', 'bb', 'ccc'])).map(([first]) => first)).toEqual([1, 2, 3]);
    expect(calls).toHaveLength(2);
    expect(calls[0]).toMatchObject({
      url: 'http://models/v1/embeddings',
      body: { model: 'm', input: ['a', 'bb'] },
      headers: { authorization: 'Bearer k' },
    });
  });

  it('speak the Ollama format', async () => {
    const calls: Parameters<typeof answering>[0] = [];
    const embedder = createOllamaEmbedder({
      baseUrl: 'http://127.0.0.1:11434',
      model: 'nomic',
      fetch: answering(calls, (input) => ({ embeddings: input.map(() => [1, 0]) })),
    });
    expect(await embedder.embed(['a'])).toEqual([Float32Array.of(1, 0)]);
    expect(calls[0]?.url).toBe('http://127.0.0.1:11434/api/embed');
  });

  it('that answer badly or not at all are told apart', async () => {
    const http = (fetch: EmbedderFetch): Promise<unknown> =>
      createHttpEmbedder({ baseUrl: 'http://m', model: 'm', fetch }).embed(['a']);
    await expect(http(answering([], () => ({ error: 'no such model' }), 404))).rejects.toMatchObject({
      code: 'MODEL_FAILED',
      message: expect.stringContaining('no such model'),
    });
    await expect(http(answering([], () => ({ data: [] })))).rejects.toMatchObject({ code: 'MODEL_FAILED' });
    await expect(http(() => Promise.resolve(new Response('<html>')))).rejects.toMatchObject({
      code: 'MODEL_FAILED',
    });
    await expect(http(() => Promise.reject(new TypeError('fetch failed')))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
