/** A repeatable choice: the same items, seed and count always give the same sample, in item order. */
export function sample<TItem>(items: readonly TItem[], count: number, seed: number): TItem[] {
  if (items.length <= count) return [...items];
  const random = mulberry32(seed);
  const positions = items.map((_, index) => index);
  for (let index = 0; index < count; index += 1) {
    const other = index + Math.floor(random() * (positions.length - index));
    const kept = positions[index] as number;
    positions[index] = positions[other] as number;
    positions[other] = kept;
  }
  return positions
    .slice(0, count)
    .sort((left, right) => left - right)
    .map((position) => items[position] as TItem);
}

/** A small well-mixed generator (Tommy Ettinger's mulberry32, public domain); 0 ≤ value < 1. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
