/** Events of a chain as rows, with the block up to which they were read. */
import type { BlockHead, ChainEvent } from '@codexos/chain';
import { jsonObjectSchema } from '@codexos/protocol/json';
import type { Database } from '../../db/database.ts';
import { parseColumn } from '../../db/json-columns.ts';

export type Cursor = Pick<BlockHead, 'number' | 'hash'>;
export type EventStore = ReturnType<typeof createEventStore>;

/** `networkId` names the chain and the organisation on it. */
export function createEventStore({ query }: Database, networkId: string) {
  return {
    async cursor(): Promise<Cursor | undefined> {
      const row = await query
        .selectFrom('chain_cursors')
        .selectAll()
        .where('network_id', '=', networkId)
        .executeTakeFirst();
      return row && { number: Number(row.block_number), hash: row.block_hash };
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

    /** Adds events and moves the cursor, both or neither. */
    async append(events: readonly ChainEvent[], cursor: Cursor): Promise<void> {
      await query.transaction().execute(async (transaction) => {
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
        await transaction.deleteFrom('chain_cursors').where('network_id', '=', networkId).execute();
        await transaction
          .insertInto('chain_cursors')
          .values({ network_id: networkId, block_number: cursor.number, block_hash: cursor.hash })
          .execute();
      });
    },

    /** Forgets what came after a block that is still on the chain; everything when there is none. */
    async rewind(to: Cursor | undefined): Promise<void> {
      await query.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('chain_events')
          .where('network_id', '=', networkId)
          .where('block_number', '>', to?.number ?? -1)
          .execute();
        await transaction.deleteFrom('chain_cursors').where('network_id', '=', networkId).execute();
        if (!to) return;
        await transaction
          .insertInto('chain_cursors')
          .values({ network_id: networkId, block_number: to.number, block_hash: to.hash })
          .execute();
      });
    },
  };
}
