/** Finds the cards between two places without looking at all of them. */
import { CARD_WIDTH } from './geometry';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Card {
  position: { x: number; y: number };
  height?: number | undefined;
}

export interface CardIndex {
  /** Boxes of the cards that reach into the strip between two x. */
  between: (left: number, right: number) => Box[];
}

const COLUMN_WIDTH = 320;

const indexes = new WeakMap<readonly Card[], CardIndex>();

/** The index of a list of cards; made once for each list. */
export function cardIndex(cards: readonly Card[]): CardIndex {
  const known = indexes.get(cards);
  if (known) return known;
  const created = createIndex(cards);
  indexes.set(cards, created);
  return created;
}

function createIndex(cards: readonly Card[]): CardIndex {
  const columns = new Map<number, Box[]>();
  for (const { position, height = 0 } of cards) {
    const box = {
      left: position.x,
      top: position.y,
      right: position.x + CARD_WIDTH,
      bottom: position.y + height,
    };
    for (let column = columnOf(box.left); column <= columnOf(box.right); column += 1) {
      const members = columns.get(column);
      if (members) members.push(box);
      else columns.set(column, [box]);
    }
  }
  return {
    between(left, right) {
      const found = new Set<Box>();
      for (let column = columnOf(left); column <= columnOf(right); column += 1) {
        for (const box of columns.get(column) ?? []) {
          if (box.right >= left && box.left <= right) found.add(box);
        }
      }
      return [...found];
    },
  };
}

const columnOf = (x: number): number => Math.floor(x / COLUMN_WIDTH);
