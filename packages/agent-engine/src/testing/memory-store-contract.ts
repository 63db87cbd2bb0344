import { describe, expect, it } from 'vitest';
import type { MemoryOwner, MemoryStore } from '../ports/memory-store.ts';

export interface MemoryStoreSubject extends AsyncDisposable {
  store: MemoryStore;
}

/** What every store of memories must do. */
export function memoryStoreContract(name: string, createSubject: () => Promise<MemoryStoreSubject>): void {
  const owner: MemoryOwner = { agentId: 'agent-1', scope: 'agent', scopeId: 'agent-1' };
  const write = { owner, maxEntries: 10 };

  describe(`${name} keeps the contract of a memory store`, () => {
    it('lists what was written, the newest first', async () => {
      await using subject = await createSubject();
      await subject.store.write({ ...write, key: 'a', value: 'one', at: 1 });
      await subject.store.write({ ...write, key: 'b', value: 'two', at: 2 });
      expect(await subject.store.list(owner)).toEqual([
        { key: 'b', value: 'two', updatedAt: 2 },
        { key: 'a', value: 'one', updatedAt: 1 },
      ]);
    });

    it('replaces a key and forgets it by null', async () => {
      await using subject = await createSubject();
      await subject.store.write({ ...write, key: 'a', value: 'one', at: 1 });
      await subject.store.write({ ...write, key: 'a', value: 'two', at: 2 });
      expect(await subject.store.list(owner)).toEqual([{ key: 'a', value: 'two', updatedAt: 2 }]);
      await subject.store.write({ ...write, key: 'a', value: null, at: 3 });
      expect(await subject.store.list(owner)).toEqual([]);
    });

    it('forgets the oldest beyond the limit', async () => {
      await using subject = await createSubject();
      for (const at of [1, 2, 3])
        await subject.store.write({ owner, maxEntries: 2, key: `k${at}`, value: 'v', at });
      expect((await subject.store.list(owner)).map((entry) => entry.key)).toEqual(['k3', 'k2']);
    });

    it('keeps agents and scopes apart', async () => {
      await using subject = await createSubject();
      const others: MemoryOwner[] = [
        { ...owner, agentId: 'agent-2', scopeId: 'agent-2' },
        { ...owner, scope: 'run', scopeId: 'run-1' },
        { ...owner, scope: 'run', scopeId: 'run-2' },
      ];
      await subject.store.write({ ...write, key: 'a', value: 'mine', at: 1 });
      for (const other of others) expect(await subject.store.list(other)).toEqual([]);
    });
  });
}
