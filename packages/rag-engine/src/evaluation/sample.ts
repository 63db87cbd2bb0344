import { mulberry32 } from '../text/mulberry32.ts';

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
