import { describe, expect, it } from 'vitest';
import { diffText, type DiffRow, type Segment } from './diff-text';

/** Changed parts in brackets, a missing line as a dash. */
const show = (line: readonly Segment[] | undefined): string =>
  line === undefined ? '–' : line.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('');
const shown = (rows: readonly DiffRow[]): [string, string][] =>
  rows.map(({ left, right }) => [show(left), show(right)]);

describe('two texts beside each other', () => {
  it('have nothing marked when they are equal', () => {
    const rows = diffText('a\nb', 'a\nb');
    expect(rows.every(({ isSame }) => isSame)).toBe(true);
    expect(shown(rows)).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
  });

  it('have the words marked that changed', () => {
    expect(shown(diffText('The lock is busy', 'The gate is busy'))).toEqual([
      ['The [lock] is busy', 'The [gate] is busy'],
    ]);
  });

  it('show a line that came, one that went and one that moved on', () => {
    expect(shown(diffText('one\ntwo\nthree', 'one\nthree\nfour'))).toEqual([
      ['one', 'one'],
      ['[two]', '–'],
      ['three', 'three'],
      ['–', '[four]'],
    ]);
  });

  it('are marked whole where a line has nothing to do with the other one', () => {
    expect(shown(diffText('alpha beta', 'gamma'))).toEqual([['[alpha beta]', '[gamma]']]);
  });

  it('are compared as wholes when they are too long to look for what is common', () => {
    const lines = (word: string) =>
      Array.from({ length: 2_500 }, (_, index) => `${word} ${index}`).join('\n');
    const rows = diffText(`same\n${lines('x')}`, `same\n${lines('y')}`);
    expect(rows).toHaveLength(2_501);
    expect(rows[0]?.isSame).toBe(true);
    expect(rows[1]?.isSame).toBe(false);
  });
});
