import type { MemoryEntry, MemoryOwner, MemoryStore } from '../ports/memory-store.ts';

/** Memory that lives as long as the process. */
export function createInMemoryStore(): MemoryStore {
  const entriesByOwner = new Map<string, Map<string, MemoryEntry>>();
  const newestFirst = (entries: Map<string, MemoryEntry>): MemoryEntry[] =>
    [...entries.values()].sort(
      (left, right) => right.updatedAt - left.updatedAt || left.key.localeCompare(right.key),
    );
  return {
    async write({ owner, key, value, at, maxEntries }) {
      const entries = entriesByOwner.get(keyOf(owner)) ?? new Map<string, MemoryEntry>();
      entriesByOwner.set(keyOf(owner), entries);
      if (value === null) entries.delete(key);
      else entries.set(key, { key, value, updatedAt: at });
      for (const { key: oldest } of newestFirst(entries).slice(maxEntries)) entries.delete(oldest);
    },
    async list(owner) {
      return newestFirst(entriesByOwner.get(keyOf(owner)) ?? new Map());
    },
  };
}

function keyOf({ agentId, scope, scopeId }: MemoryOwner): string {
  return `${agentId}\n${scope}\n${scopeId}`;
}
