import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from './calculate.ts';

describe('calculate', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 / 2', 3.5],
    ['0.1 + 0.2', 0.3],
    ['-2^2', -4],
    ['2^3^2', 512],
    ['2**10', 1024],
    ['2^-1', 0.5],
    ['10 % 4', 2],
    ['1_000 * 1.5e3', 1_500_000],
    ['0xff', 255],
    ['6 × 7 ÷ 2 − 1', 20],
    ['round(1.005, 2)', 1.01],
    ['round(-2.5)', -3],
    ['sqrt(2)', 1.4142135623731],
    ['max(1, 5, 3) - min(4, 2)', 3],
    ['log(8, 2)', 3],
    ['mean(1, 2, 3, 4)', 2.5],
    ['2 * PI', 6.28318530717959],
  ])('%s = %s', (expression, result) => {
    expect(calculate(expression)).toBeCloseTo(result, 12);
  });

  it.each([
    ['', /empty/],
    ['1 +', /ends too early/],
    ['(1', /closing parenthesis is missing/],
    ['1 2', /"2" at column 3/],
    ['1 / 0', /divides by zero/],
    ['sqrt(-1)', /not a number/],
    ['9^999^9', /too large/],
    ['foo(1)', /no function "foo"/],
    ['x + 1', /"x" at column 1/],
    ['constructor', /not known/],
    ['process.exit()', /column 8/],
    ['"a"', /column 1/],
    ['round(1, 2, 3)', /takes 1 to 2/],
    ['('.repeat(300), /nested deeper/],
    ['1'.repeat(3_000), /longer than/],
  ])('%s is refused', (expression, reason) => {
    expect(() => calculate(expression)).toThrow(reason);
  });

  it('never throws anything but its own error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789.+-*/%^(),e pisqrtmax'), maxLength: 40 }),
        (expression) => {
          try {
            expect(Number.isFinite(calculate(expression))).toBe(true);
          } catch (error) {
            expect(error).toMatchObject({ code: 'EXPRESSION_FAILED' });
          }
        },
      ),
    );
  });
});
