import type { VectorSet } from '@codexos/rag-engine';
import { describe, expect, it } from 'vitest';
import { databaseKinds, openTestDatabase } from '../testing/index.ts';
import { createSqlVectorStore } from './sql-vector-store.ts';

const vectorsOf = (embedderId: string, ...numbers: number[]): VectorSet => ({
  embedderId,
  dimensions: 2,
  rows: new Map(Array.from({ length: numbers.length / 2 }, (_, row) => [`blob:${row}-${row}`, row])),
  data: Float32Array.from(numbers),
});

describe.each(databaseKinds)('vectors on %s', (kind) => {
  it('come back as they were, and only for the embedder that made them', async () => {
    await using test = await openTestDatabase(kind);
    const store = createSqlVectorStore(test.database);
    const vectors = vectorsOf('model@1', 1, 0, 0.6, -0.8);
    await store.save('source-a', vectors);
    expect(await store.load('source-a', 'model@1')).toEqual(vectors);
    expect(await store.load('source-a', 'model@2')).toBeUndefined();
    expect(await store.load('source-b', 'model@1')).toBeUndefined();
  });

  it('are replaced by those of another embedder', async () => {
    await using test = await openTestDatabase(kind);
    const store = createSqlVectorStore(test.database);
    await store.save('source-a', vectorsOf('model@1', 1, 0));
    await store.save('source-a', vectorsOf('model@2', 0, 1));
    expect(await store.load('source-a', 'model@1')).toBeUndefined();
    expect((await store.load('source-a', 'model@2'))?.data).toEqual(Float32Array.of(0, 1));
  });

  it('go with their source and with no other', async () => {
    await using test = await openTestDatabase(kind);
    const store = createSqlVectorStore(test.database);
    for (const sourceId of ['source-a', 'source-b']) await store.save(sourceId, vectorsOf('model@1', 1, 0));
    await store.deleteSource('source-a');
    expect(await store.load('source-a', 'model@1')).toBeUndefined();
    expect(await store.load('source-b', 'model@1')).toBeDefined();
  });
});
