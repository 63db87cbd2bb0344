/**
 * Keeps the events of an organisation in the database: reads on from the last block, and when the chain has another
 * block in its place, goes back to the newest one that both know.
 */
import type { BlockHead, ChainEvent } from '@codexos/chain';
import type { Cursor, EventStore } from './event-store.ts';

export interface ChainReader {
  block(number: number | 'latest'): Promise<BlockHead | undefined>;
  /** Events of the blocks `from` to `to`, both included. */
  events(range: { from: number; to: number }): Promise<ChainEvent[]>;
}

export interface ChainIndex {
  /** Reads what is new; resolves to all events in the order of the chain, and the block that they reach to. */
  sync(): Promise<{ events: readonly ChainEvent[]; head: BlockHead }>;
}

/** Nodes refuse longer ranges. */
const CHUNK = 1_000;

/** `firstBlock` is where the organisation begins. */
export function createChainIndex({
  reader,
  store,
  firstBlock = 0,
}: {
  reader: ChainReader;
  store: EventStore;
  firstBlock?: number | undefined;
}): ChainIndex {
  let known: ChainEvent[] | undefined;
  /** How far `known` reaches. Other servers share the store, so the cursor may be elsewhere. */
  let reached: Cursor | undefined;
  let running: Promise<{ events: readonly ChainEvent[]; head: BlockHead }> | undefined;

  const isOnChain = async ({ number, hash }: Cursor): Promise<boolean> =>
    (await reader.block(number))?.hash === hash;

  const startingPoint = async (): Promise<Cursor | undefined> => {
    const cursor = await store.cursor();
    if (!cursor || (await isOnChain(cursor))) return cursor;
    known = undefined;
    for (const block of await store.blocks()) {
      if (!(await isOnChain(block))) continue;
      await store.rewind(block);
      return block;
    }
    await store.rewind(undefined);
    return undefined;
  };

  const readOn = async (): Promise<{ events: readonly ChainEvent[]; head: BlockHead }> => {
    let cursor = await startingPoint();
    if (!known || cursor?.number !== reached?.number || cursor?.hash !== reached?.hash)
      known = await store.list();
    reached = cursor;
    const head = await reader.block('latest');
    if (!head) throw new Error('the chain has no block');
    for (let from = cursor ? cursor.number + 1 : firstBlock; from <= head.number; from += CHUNK) {
      const to = Math.min(from + CHUNK - 1, head.number);
      const end = to === head.number ? head : await reader.block(to);
      const events = await reader.events({ from, to });
      if (!end) break;
      // Another server was faster: go on from where it is.
      if (!(await store.append(events, { after: cursor, to: end }))) return readOn();
      known = [...known, ...events];
      cursor = { number: end.number, hash: end.hash };
      reached = cursor;
    }
    return { events: known, head };
  };

  return {
    sync: () => {
      running ??= readOn().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
