import type { MemoryEntry } from '../ports/memory-store.ts';

const MAX_ENTRIES = 20;

/** The entries that share most words with the query, the newer first among equals; all of them while they are few. */
export function rankEntries(entries: readonly MemoryEntry[], query: string): MemoryEntry[] {
  const words = new Set(wordsOf(query));
  return entries
    .map((entry) => ({
      entry,
      overlap: wordsOf(`${entry.key} ${entry.value}`).filter((word) => words.has(word)).length,
    }))
    .sort((left, right) => right.overlap - left.overlap || right.entry.updatedAt - left.entry.updatedAt)
    .slice(0, MAX_ENTRIES)
    .map(({ entry }) => entry);
}

function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])];
}
