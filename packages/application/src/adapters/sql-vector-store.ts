import { deserializeVectors, serializeVectors, type VectorSet } from '@codexos/rag-engine';
import type { Database } from '../db/database.ts';

/** Vectors that a model made, one set per source. Sets of other embedders are as good as none. */
export interface VectorStore {
  load(sourceId: string, embedderId: string): Promise<VectorSet | undefined>;
  /** Replaces what the source had, whoever made it. */
  save(sourceId: string, vectors: VectorSet): Promise<void>;
  deleteSource(sourceId: string): Promise<void>;
}

export function createSqlVectorStore({ query }: Database): VectorStore {
  return {
    async load(sourceId, embedderId) {
      const row = await query
        .selectFrom('source_vectors')
        .select('vectors')
        .where('source_id', '=', sourceId)
        .where('embedder_id', '=', embedderId)
        .executeTakeFirst();
      return row && deserializeVectors(row.vectors);
    },
    async save(sourceId, vectors) {
      const serialized = serializeVectors(vectors);
      const bytes = Buffer.from(serialized.buffer, serialized.byteOffset, serialized.byteLength);
      const values = { embedder_id: vectors.embedderId, vectors: bytes };
      await query
        .insertInto('source_vectors')
        .values({ source_id: sourceId, ...values })
        .onConflict((conflict) => conflict.column('source_id').doUpdateSet(values))
        .execute();
    },
    async deleteSource(sourceId) {
      await query.deleteFrom('source_vectors').where('source_id', '=', sourceId).execute();
    },
  };
}
