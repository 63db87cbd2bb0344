import { describe, expect, it } from 'vitest';
import type { KnowledgeStore } from '../stores/knowledge-store.ts';

/** What every KnowledgeStore must do. `createStore` gives an empty store; two given ids are valid source ids. */
export function knowledgeStoreContract(
  name: string,
  createStore: () => Promise<KnowledgeStore>,
  [sourceA, sourceB]: readonly [string, string] = [
    '01J00000000000000000000001',
    '01J00000000000000000000002',
  ],
): void {
  describe(`knowledge store contract: ${name}`, () => {
    it('knows no index before one is saved', async () => {
      const store = await createStore();
      expect(await store.loadIndex(sourceA)).toBeUndefined();
    });

    it('gives back the newest snapshot of each source byte for byte', async () => {
      const store = await createStore();
      await store.saveIndex(sourceA, Uint8Array.of(1, 2, 3));
      await store.saveIndex(sourceB, Uint8Array.of(9));
      await store.saveIndex(sourceA, Uint8Array.of(0, 255, 128, 10, 13));
      expect([...((await store.loadIndex(sourceA)) ?? [])]).toEqual([0, 255, 128, 10, 13]);
      expect([...((await store.loadIndex(sourceB)) ?? [])]).toEqual([9]);
    });

    it('is not changed by a caller that reuses its bytes', async () => {
      const store = await createStore();
      const bytes = Uint8Array.of(1, 2, 3);
      await store.saveIndex(sourceA, bytes);
      bytes.fill(0);
      expect([...((await store.loadIndex(sourceA)) ?? [])]).toEqual([1, 2, 3]);
    });

    it('takes a snapshot of several megabytes', async () => {
      const store = await createStore();
      const bytes = new Uint8Array(5_000_000).map((_, index) => index % 251);
      await store.saveIndex(sourceA, bytes);
      expect(Buffer.compare((await store.loadIndex(sourceA)) ?? new Uint8Array(0), bytes)).toBe(0);
    });

    it('keeps blobs by hash, and writing one twice is harmless', async () => {
      const store = await createStore();
      const blob = { hash: 'a'.repeat(40), text: 'line one\r\nline “two” 🙂\n' };
      await store.putBlobs(sourceA, [blob, { hash: 'b'.repeat(40), text: '' }]);
      await store.putBlobs(sourceA, [blob]);
      expect(await store.readBlob(sourceA, blob.hash)).toBe(blob.text);
      expect(await store.readBlob(sourceA, 'b'.repeat(40))).toBe('');
      expect(await store.readBlob(sourceA, 'c'.repeat(40))).toBeUndefined();
    });

    it('keeps the blobs of sources apart', async () => {
      const store = await createStore();
      await store.putBlobs(sourceA, [{ hash: 'a'.repeat(40), text: 'A' }]);
      expect(await store.readBlob(sourceB, 'a'.repeat(40))).toBeUndefined();
    });

    it('forgets one source and no other', async () => {
      const store = await createStore();
      for (const source of [sourceA, sourceB]) {
        await store.saveIndex(source, Uint8Array.of(1));
        await store.putBlobs(source, [{ hash: 'a'.repeat(40), text: source }]);
      }
      await store.deleteSource(sourceA);
      expect(await store.loadIndex(sourceA)).toBeUndefined();
      expect(await store.readBlob(sourceA, 'a'.repeat(40))).toBeUndefined();
      expect(await store.readBlob(sourceB, 'a'.repeat(40))).toBe(sourceB);
    });
  });
}
