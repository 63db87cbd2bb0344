import { expect, it } from 'vitest';
import { diffText } from './diff-text';
import { foldRows } from './fold-rows';

const lines = (count: number, changed?: number): string =>
  Array.from({ length: count }, (_, index) => (index === changed ? 'changed' : `line ${index}`)).join('\n');

it('keeps two rows on each side of a difference, and folds the others where that saves room', () => {
  const groups = foldRows(diffText(lines(20), lines(20, 9)));
  expect(groups.map(({ isFar, rows }) => [isFar, rows.length])).toEqual([
    [true, 7],
    [false, 5],
    [true, 8],
  ]);
});

it('folds nothing where it is not worth it', () => {
  const groups = foldRows(diffText(lines(6), lines(6, 0)));
  expect(groups.every(({ isFar }) => !isFar)).toBe(true);
});
