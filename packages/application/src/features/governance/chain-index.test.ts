import type { BlockHead, ChainEvent } from '@codexos/chain';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { createChainIndex, type ChainReader } from './chain-index.ts';
import { createEventStore } from './event-store.ts';

/** A chain as a list of blocks, each with the names of its events; blocks can be replaced. */
function createBlocks() {
  let blocks: { hash: string; names: string[] }[] = [{ hash: 'genesis', names: [] }];
  const ranges: { from: number; to: number }[] = [];
  const headAt = (number: number): BlockHead | undefined => {
    const block = blocks[number];
    return block && { number, hash: block.hash, at: number * 1_000 };
  };
  const reader: ChainReader = {
    block: async (number) => headAt(number === 'latest' ? blocks.length - 1 : number),
    events: async (range) => {
      ranges.push(range);
      return blocks.slice(range.from, range.to + 1).flatMap(({ hash, names }, index): ChainEvent[] =>
        names.map((name, logIndex) => ({
          blockNumber: range.from + index,
          blockHash: hash,
          logIndex,
          transaction: `${hash}-${logIndex}`,
          at: (range.from + index) * 1_000,
          contract: 'governor',
          name,
          args: { amount: '1' },
        })),
      );
    },
  };
  return {
    reader,
    ranges,
    add: (hash: string, ...names: string[]) => blocks.push({ hash, names }),
    cutTo: (length: number) => {
      blocks = blocks.slice(0, length);
    },
  };
}

describe.each(['sqlite', 'postgres'] as const)('the index of a chain on %s', (kind) => {
  it('reads on where it stopped, also after a restart', async () => {
    await using test = await openTestDatabase(kind);
    const chain = createBlocks();
    const store = createEventStore(test.database, '1:0xa');
    chain.add('b1', 'Staked');
    await createChainIndex({ reader: chain.reader, store }).sync();
    chain.add('b2', 'ProposalCreated', 'ProposalClassified');
    const { events, head } = await createChainIndex({ reader: chain.reader, store }).sync();
    expect(events.map(({ name }) => name)).toEqual(['Staked', 'ProposalCreated', 'ProposalClassified']);
    expect(events[0]).toMatchObject({ blockNumber: 1, at: 1_000, args: { amount: '1' } });
    expect(head.number).toBe(2);
    expect(chain.ranges).toEqual([
      { from: 0, to: 1 },
      { from: 2, to: 2 },
    ]);
  });

  it('tells every server what another one has read, also when they read at the same time', async () => {
    await using test = await openTestDatabase(kind);
    const chain = createBlocks();
    const [left, right] = ['1:0xa', '1:0xa'].map((network) =>
      createChainIndex({ reader: chain.reader, store: createEventStore(test.database, network) }),
    );
    if (!left || !right) throw new Error('There are two.');
    const names = ({ events }: { events: readonly ChainEvent[] }) => events.map(({ name }) => name);
    chain.add('b1', 'first');
    await left.sync();
    await right.sync();
    chain.add('b2', 'second');
    await left.sync();
    expect(names(await right.sync())).toEqual(['first', 'second']);
    chain.add('b3', 'third', 'fourth');
    const both = await Promise.all([left.sync(), right.sync()]);
    for (const one of both) expect(names(one)).toEqual(['first', 'second', 'third', 'fourth']);
    chain.cutTo(3);
    chain.add('c3', 'other');
    for (const one of await Promise.all([left.sync(), right.sync()]))
      expect(names(one)).toEqual(['first', 'second', 'other']);
  });

  it('forgets the events of blocks that the chain has replaced', async () => {
    await using test = await openTestDatabase(kind);
    const chain = createBlocks();
    const store = createEventStore(test.database, '1:0xa');
    const index = createChainIndex({ reader: chain.reader, store });
    chain.add('b1', 'kept');
    chain.add('b2', 'lost');
    chain.add('b3');
    await index.sync();
    chain.cutTo(2);
    chain.add('c2', 'other');
    expect((await index.sync()).events.map(({ name }) => name)).toEqual(['kept', 'other']);
    expect((await store.list()).map(({ name }) => name)).toEqual(['kept', 'other']);
    expect(await store.cursor()).toEqual({ number: 2, hash: 'c2' });
  });

  it('begins again when nothing of what it knew is left', async () => {
    await using test = await openTestDatabase(kind);
    const chain = createBlocks();
    const store = createEventStore(test.database, '1:0xa');
    const index = createChainIndex({ reader: chain.reader, store });
    chain.add('b1', 'lost');
    await index.sync();
    chain.cutTo(1);
    chain.add('c1', 'other');
    expect((await index.sync()).events.map(({ name }) => name)).toEqual(['other']);
  });

  it('keeps chains apart and reads long stretches in pieces', async () => {
    await using test = await openTestDatabase(kind);
    const chain = createBlocks();
    for (let number = 1; number <= 2_100; number++)
      chain.add(`b${number}`, ...(number % 700 === 0 ? ['x'] : []));
    const store = createEventStore(test.database, '1:0xa');
    const { events } = await createChainIndex({ reader: chain.reader, store }).sync();
    expect(events.map(({ blockNumber }) => blockNumber)).toEqual([700, 1_400, 2_100]);
    expect(chain.ranges.map(({ from, to }) => to - from + 1)).toEqual([1_000, 1_000, 101]);
    expect(await createEventStore(test.database, '2:0xa').list()).toEqual([]);
  });
});
