/** Two texts line by line, with the words that changed within lines that stand beside each other. */

export interface Segment {
  text: string;
  isChanged: boolean;
}

/** One line of each text; a side is absent where the other one has a line more. */
export interface DiffRow {
  left: readonly Segment[] | undefined;
  right: readonly Segment[] | undefined;
  isSame: boolean;
}

/** Above this, finding what is common costs more than it tells. */
const MAX_CELLS = 4_000_000;
/** Lines with less in common than this are another line, not a changed one. */
const LEAST_COMMON = 0.3;

export function diffText(left: string, right: string): DiffRow[] {
  const rows: DiffRow[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    for (let index = 0; index < Math.max(removed.length, added.length); index++)
      rows.push(toRow(removed[index], added[index]));
    removed = [];
    added = [];
  };
  for (const { type, item } of diffLists(left.split('\n'), right.split('\n'))) {
    if (type === 'removed') removed.push(item);
    else if (type === 'added') added.push(item);
    else {
      flush();
      const line = [{ text: item, isChanged: false }];
      rows.push({ left: line, right: line, isSame: true });
    }
  }
  flush();
  return rows;
}

function toRow(left: string | undefined, right: string | undefined): DiffRow {
  if (left === undefined || right === undefined)
    return { left: wholeLine(left), right: wholeLine(right), isSame: false };
  const words = diffLists(wordsOf(left), wordsOf(right));
  const common = words.filter(({ type }) => type === 'same').reduce((sum, { item }) => sum + item.length, 0);
  if (common < LEAST_COMMON * Math.max(left.length, right.length))
    return { left: wholeLine(left), right: wholeLine(right), isSame: false };
  return { left: segmentsOf(words, 'removed'), right: segmentsOf(words, 'added'), isSame: false };
}

function wholeLine(text: string | undefined): Segment[] | undefined {
  return text === undefined ? undefined : [{ text, isChanged: true }];
}

function wordsOf(line: string): string[] {
  return line.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

function segmentsOf(words: readonly Difference<string>[], own: 'removed' | 'added'): Segment[] {
  const segments: Segment[] = [];
  for (const { type, item } of words) {
    if (type !== 'same' && type !== own) continue;
    const last = segments.at(-1);
    const isChanged = type === own;
    if (last?.isChanged === isChanged) last.text += item;
    else segments.push({ text: item, isChanged });
  }
  return segments;
}

interface Difference<TItem> {
  type: 'same' | 'removed' | 'added';
  item: TItem;
}

/** The shortest way from one list to the other. */
function diffLists<TItem>(left: readonly TItem[], right: readonly TItem[]): Difference<TItem>[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let tail = 0;
  while (
    tail < left.length - start &&
    tail < right.length - start &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  )
    tail += 1;
  const same = (items: readonly TItem[]): Difference<TItem>[] =>
    items.map((item) => ({ type: 'same', item }));
  return [
    ...same(left.slice(0, start)),
    ...diffMiddle(left.slice(start, left.length - tail), right.slice(start, right.length - tail)),
    ...same(tail === 0 ? [] : left.slice(-tail)),
  ];
}

function diffMiddle<TItem>(left: readonly TItem[], right: readonly TItem[]): Difference<TItem>[] {
  if (left.length * right.length > MAX_CELLS)
    return [
      ...left.map((item): Difference<TItem> => ({ type: 'removed', item })),
      ...right.map((item): Difference<TItem> => ({ type: 'added', item })),
    ];
  const width = right.length + 1;
  /** Length of the longest common part of what follows each pair of places. */
  const common = new Uint32Array((left.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--)
    for (let column = right.length - 1; column >= 0; column--)
      common[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const found: Difference<TItem>[] = [];
  let row = 0;
  let column = 0;
  while (row < left.length || column < right.length) {
    const mine = left[row];
    const theirs = right[column];
    if (row < left.length && column < right.length && mine === theirs) {
      found.push({ type: 'same', item: mine as TItem });
      row += 1;
      column += 1;
    } else if (column >= right.length || (row < left.length && at(row + 1, column) >= at(row, column + 1))) {
      found.push({ type: 'removed', item: mine as TItem });
      row += 1;
    } else {
      found.push({ type: 'added', item: theirs as TItem });
      column += 1;
    }
  }
  return found;
}
