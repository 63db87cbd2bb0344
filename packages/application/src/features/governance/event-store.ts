/** Events of a chain as rows, with the block up to which they were read. */
import type { BlockHead, ChainEvent } from '@codexos/chain';
import { jsonObjectSchema } from '@codexos/protocol/json';
import type { Database } from '../../db/database.ts';
import { parseColumn } from '../../db/json-columns.ts';

export type Cursor = Pick<BlockHead, 'number' | 'hash'>;
export type EventStore = ReturnType<typeof createEventStore>;

/** A cursor that has been sent back to where nothing is read yet; its row stays, so that it can be locked. */
const BEFORE_ALL = { block_number: -1, block_hash: '' };

const rowOf = (cursor: Cursor | undefined): typeof BEFORE_ALL =>
  cursor ? { block_number: cursor.number, block_hash: cursor.hash } : BEFORE_ALL;

/** `networkId` names the chain and the organisation on it. */
export function createEventStore({ query }: Database, networkId: string) {
  return {
    async cursor(): Promise<Cursor | undefined> {
      const row = await query
        .selectFrom('chain_cursors')
        .selectAll()
        .where('network_id', '=', networkId)
        .executeTakeFirst();
      const number = Number(row?.block_number ?? BEFORE_ALL.block_number);
      return row && number >= 0 ? { number, hash: row.block_hash } : undefined;
    },

    /** Events after the block `after`, in the order of the chain. */
    async list(after = -1): Promise<ChainEvent[]> {
      const rows = await query
        .selectFrom('chain_events')
        .selectAll()
        .where('network_id', '=', networkId)
        .where('block_number', '>', after)
        .orderBy('block_number')
        .orderBy('log_index')
        .execute();
      return rows.map((row) => ({
        blockNumber: Number(row.block_number),
        blockHash: row.block_hash,
        logIndex: row.log_index,
        transaction: row.transaction_hash,
        at: Number(row.at),
        contract: row.contract as ChainEvent['contract'],
        name: row.name,
        args: parseColumn(jsonObjectSchema, row.args),
      }));
    },

    /** Blocks that have events, the newest first. */
    async blocks(): Promise<Cursor[]> {
      const rows = await query
        .selectFrom('chain_events')
        .select(['block_number', 'block_hash'])
        .distinct()
        .where('network_id', '=', networkId)
        .orderBy('block_number', 'desc')
        .execute();
      return rows.map((row) => ({ number: Number(row.block_number), hash: row.block_hash }));
    },

    /** Adds events and moves the cursor, both or neither: false when the cursor is no longer at `after`. */
    async append(
      events: readonly ChainEvent[],
      { after, to }: { after: Cursor | undefined; to: Cursor },
    ): Promise<boolean> {
      const next = rowOf(to);
      return query.transaction().execute(async (transaction) => {
        const moved = after
          ? (
              await transaction
                .updateTable('chain_cursors')
                .set(next)
                .where('network_id', '=', networkId)
                .where('block_number', '=', after.number)
                .where('block_hash', '=', after.hash)
                .executeTakeFirst()
            ).numUpdatedRows
          : (
              await transaction
                .insertInto('chain_cursors')
                .values({ network_id: networkId, ...next })
                .onConflict((conflict) =>
                  conflict
                    .column('network_id')
                    .doUpdateSet(next)
                    .where('chain_cursors.block_number', '=', BEFORE_ALL.block_number),
                )
                .executeTakeFirst()
            ).numInsertedOrUpdatedRows;
        if (Number(moved ?? 0) === 0) return false;
        for (const event of events) {
          await transaction
            .insertInto('chain_events')
            .values({
              network_id: networkId,
              block_number: event.blockNumber,
              log_index: event.logIndex,
              block_hash: event.blockHash,
              transaction_hash: event.transaction,
              at: event.at,
              contract: event.contract,
              name: event.name,
              args: JSON.stringify(event.args),
            })
            .execute();
        }
        return true;
      });
    },

    /** Forgets what came after a block that is still on the chain; everything when there is none. */
    async rewind(to: Cursor | undefined): Promise<void> {
      await query.transaction().execute(async (transaction) => {
        // The cursor first, which locks its row: what another server adds meanwhile is gone afterwards, or not added.
        const { block_number, block_hash } = rowOf(to);
        await transaction
          .insertInto('chain_cursors')
          .values({ network_id: networkId, block_number, block_hash })
          .onConflict((conflict) => conflict.column('network_id').doUpdateSet({ block_number, block_hash }))
          .execute();
        await transaction
          .deleteFrom('chain_events')
          .where('network_id', '=', networkId)
          .where('block_number', '>', block_number)
          .execute();
      });
    },
  };
}
