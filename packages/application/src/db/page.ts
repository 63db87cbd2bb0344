/** Lists are paged by the id of the last row seen: ULIDs sort by time, so a page never shifts under the reader. */
export interface Page {
  cursor?: string | undefined;
  limit: number;
}

/** Cuts rows that were read with `limit + 1` and says where the next page begins. */
export function toPage<TRow, TItem>(
  rows: readonly TRow[],
  {
    limit,
    cursorOf,
    toItem,
  }: { limit: number; cursorOf: (row: TRow) => string; toItem: (row: TRow) => TItem },
): { items: TItem[]; nextCursor?: string } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items: items.map(toItem), ...(hasMore ? { nextCursor: cursorOf(last) } : {}) };
}
