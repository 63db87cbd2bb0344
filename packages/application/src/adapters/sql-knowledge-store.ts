import type { KnowledgeStore } from '@codexos/rag-engine';
import type { Database } from '../db/database.ts';

/** Rows of one insert: SQLite takes at most 32,766 parameters in a statement. */
const ROWS_PER_INSERT = 500;

/** Index snapshots and cited texts in the database. Postgres cannot hold U+0000 in text, so it is replaced there. */
export function createSqlKnowledgeStore({ query, kind }: Database): KnowledgeStore {
  const storable =
    kind === 'postgres'
      ? (text: string): string => text.replaceAll('\0', '\u2400')
      : (text: string): string => text;
  return {
    async loadIndex(sourceId) {
      const row = await query
        .selectFrom('source_indexes')
        .select('snapshot')
        .where('source_id', '=', sourceId)
        .executeTakeFirst();
      return row?.snapshot;
    },
    async saveIndex(sourceId, snapshot) {
      const bytes = Buffer.from(snapshot.buffer, snapshot.byteOffset, snapshot.byteLength);
      await query
        .insertInto('source_indexes')
        .values({ source_id: sourceId, snapshot: bytes })
        .onConflict((conflict) => conflict.column('source_id').doUpdateSet({ snapshot: bytes }))
        .execute();
    },
    async putBlobs(sourceId, blobs) {
      await query.transaction().execute(async (transaction) => {
        for (let start = 0; start < blobs.length; start += ROWS_PER_INSERT) {
          const rows = blobs
            .slice(start, start + ROWS_PER_INSERT)
            .map(({ hash, text }) => ({ source_id: sourceId, hash, text: storable(text) }));
          await transaction
            .insertInto('source_blobs')
            .values(rows)
            .onConflict((conflict) => conflict.columns(['source_id', 'hash']).doNothing())
            .execute();
        }
      });
    },
    async readBlob(sourceId, blobHash) {
      const row = await query
        .selectFrom('source_blobs')
        .select('text')
        .where('source_id', '=', sourceId)
        .where('hash', '=', blobHash)
        .executeTakeFirst();
      return row?.text;
    },
    async deleteSource(sourceId) {
      await query.deleteFrom('source_blobs').where('source_id', '=', sourceId).execute();
      await query.deleteFrom('source_indexes').where('source_id', '=', sourceId).execute();
    },
  };
}
