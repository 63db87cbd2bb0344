import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, changeBetween } from './text-change.ts';

const lines = (count: number, name = 'line'): string[] =>
  Array.from(
    { length: count },
    (_, index) => `${name} ${index}: ${'some words that make it longer '.repeat(2)}\n`,
  );

describe('the change between two texts', () => {
  it('is short for a few edits far from each other', () => {
    const before = lines(1_000);
    const after = [...before];
    after[3] = 'another line\n';
    after.splice(500, 2);
    after.splice(800, 0, 'one more\n');
    const change = changeBetween(before.join(''), after.join(''));
    expect(change.length).toBeLessThan(600);
    expect(applyChange(before.join(''), change)).toBe(after.join(''));
  });

  it('is short for pieces that changed places', () => {
    const [first, second] = [lines(400, 'first').join(''), lines(400, 'second').join('')];
    const change = changeBetween(first + second, second + first);
    expect(change.length).toBeLessThan(2_000);
    expect(applyChange(first + second, change)).toBe(second + first);
  });

  it('holds for any two texts', () => {
    const piece = fc.constantFrom(
      'abcdefgh'.repeat(5),
      '0123456789'.repeat(4),
      '\u{1F600}'.repeat(20),
      'x',
      '"\\',
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (base, next) => {
        expect(applyChange(base, changeBetween(base, next))).toBe(next);
      }),
      { numRuns: 500 },
    );
  });

  it('is JSON without halves of characters', () => {
    const change = changeBetween(`\u{1F600}${'a'.repeat(50)}`, `\u{1F601}${'a'.repeat(50)}`);
    expect(change.isWellFormed()).toBe(true);
    expect(applyChange(`\u{1F600}${'a'.repeat(50)}`, change)).toBe(`\u{1F601}${'a'.repeat(50)}`);
  });
});
