import { describe, expect, it } from 'vitest';
import { parseExpression } from './expression.ts';
import { parseTemplate } from './template.ts';

const variables = ['input', 'run', 'turn'];
const evaluate = (text: string, input: unknown = null): unknown =>
  parseExpression(text, variables).evaluate({ input, run: { input: { q: 'why' } }, turn: 2 });

describe('numbers', () => {
  it.each([
    ['input + 1', 3, 4],
    ['input * 2 - 1', 2.5, 4],
    ['1 == 1.0', null, true],
    ['input == 3', 3, true],
    ['input / 2', 3, 1.5],
    ['input % 2 == 1', 3, true],
    ['input.map(x, x * 2)', [1, 2], [2, 4]],
    ['size(input) + turn', [1], 3],
    ['input[turn]', ['a', 'b', 'c'], 'c'],
    ['7 / 2', null, 3],
  ])('%s with %j is %j', (text, input, expected) => {
    expect(evaluate(text, input)).toEqual(expected);
  });
});

describe('values', () => {
  it('come back as JSON', () => {
    expect(evaluate('{"n": 1, "list": [1, "x", null], "when": timestamp("2024-01-01T00:00:00Z")}')).toEqual({
      n: 1,
      list: [1, 'x', null],
      when: '2024-01-01T00:00:00.000Z',
    });
  });

  it('can be asked for with a default', () => {
    expect(evaluate('input.?name.orValue("nobody")', {})).toBe('nobody');
  });

  it('have helpers for texts', () => {
    expect(evaluate('input.trim().replace("a", "b").upperAscii()', ' xa ')).toBe('XB');
    expect(evaluate('json({"a": 1})')).toBe('{"a":1}');
    expect(evaluate('round(2.6)')).toBe(3);
  });
});

describe('what an expression cannot do', () => {
  it.each(['input.constructor', 'input.__proto__', 'input["constructor"]', 'input.toString'])(
    'reach %s',
    (text) => {
      expect(() => evaluate(text, {})).toThrow(/No such key/);
    },
  );

  it.each(['process', 'globalThis.x', 'require("fs")', 'other + 1'])('use %s', (text) => {
    expect(() => parseExpression(text, variables)).toThrow(
      expect.objectContaining({ code: 'EXPRESSION_FAILED' }),
    );
  });

  it.each([
    'input.matches("(a+)+$")',
    'input.matches("(a|aa)+$")',
    'input.matches("^(?:a?){20}a{20}$")',
    'input.matches("(?:a?b?)*c")',
    'input.matches("(?:a*){5}")',
    'input.matches("(?:ab){51}")',
    'input.matches("((?:a{1,9}){2}){3}")',
    'input.matches(run.input.q)',
    'input.matches("(a)\\\\1")',
  ])('run away with %s', (text) => {
    expect(() => parseExpression(text, variables)).toThrow(/pattern/);
  });

  it('still matches plain patterns', () => {
    expect(evaluate('input.matches("^[a-z]+[.](ts|js)$")', 'main.ts')).toBe(true);
  });
});

describe('what an expression may cost', () => {
  const many = Array.from({ length: 6_000 }, (_, index) => index);
  const failing = (text: string, input: unknown): unknown => {
    const start = performance.now();
    try {
      return evaluate(text, input);
    } catch (error) {
      return error;
    } finally {
      // Only a guard against what would block everything else.
      expect(performance.now() - start).toBeLessThan(2_500);
    }
  };

  it.each([
    ['lists within lists', 'input.filter(a, input.exists(b, b == -1))', many, /elements|steps/],
    [
      'errors that are swallowed',
      'input.exists(a, input.exists(b, b.x == 1)) || true',
      many,
      /elements|steps|ms/,
    ],
    ['comparing everything', 'input.filter(a, a in input)', many, /steps/],
    ['doubling a text', `input${'.replace("x", "xx")'.repeat(40)}`, 'x', /1000000 characters/],
    [
      'putting texts together',
      `[${Array(100).fill('input').join(', ')}].join(input)`,
      'x'.repeat(50_000),
      /characters/,
    ],
    ['adding texts', `${'input + '.repeat(30)}input`, 'x'.repeat(50_000), /characters/],
    ['a slow pattern', 'input.matches("a*a*a*a*a*b")', 'a'.repeat(5_000), /pattern .* takes longer/],
    ['a long text', 'input.matches("^a+$")', 'a'.repeat(100_001), /100000 characters/],
    ['lists that hold each other', doubled(28), 1, /lists and maps/],
    ['writing such lists', `json(${doubled(28)})`, 1, /steps/],
  ])('is bounded for %s', (_name, text, input, problem) => {
    const result = failing(text, input);
    expect(result).toMatchObject({
      code: 'EXPRESSION_FAILED',
      message: expect.stringMatching(problem),
      hint: expect.stringMatching(/\w/),
    });
  });

  it('leaves room for ordinary work', () => {
    expect(evaluate('input.map(x, x * 2).filter(x, x > 11990)', many)).toEqual([11992, 11994, 11996, 11998]);
    expect(evaluate('size(input.filter(x, x % 2 == 0))', many)).toBe(3_000);
    expect(evaluate('input == [1, 2]', many)).toBe(false);
    expect(evaluate('size(input.replace("x", "yy"))', 'x'.repeat(100_000))).toBe(200_000);
    expect(evaluate('input.matches("^(?:[0-9]{1,3}[.]){3}[0-9]{1,3}$")', '127.0.0.1')).toBe(true);
    expect(evaluate('input.matches("error.*timeout")', `error ${'x'.repeat(50_000)} timeout`)).toBe(true);
  });
});

/** Nested lists that are small as they are held and large as they are written out. */
function doubled(depth: number): string {
  let text = `v${depth}`;
  for (let level = depth; level > 0; level--)
    text = `cel.bind(v${level}, [${level === 1 ? 'input, input' : `v${level - 1}, v${level - 1}`}], ${text})`;
  return text;
}

describe('mistakes', () => {
  it('name the expression, the cause and what may be used', () => {
    expect(() => parseExpression('input +', variables)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('“input +”'),
        hint: expect.stringContaining('input, run, turn'),
      }),
    );
  });

  it('point to turn where loop is written', () => {
    expect(() => parseExpression('loop.turn', variables)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('turn') }),
    );
  });

  it('say what to do about a missing key', () => {
    expect(() => evaluate('input.name', {})).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('has(') }),
    );
  });
});

describe('templates', () => {
  const render = (text: string, input: unknown): string =>
    parseTemplate(text, variables).render({ input, run: { input: {} }, turn: 0 });

  it('mix text and expressions', () => {
    expect(render('Hello {{ input.name }}, {{ size(input.name) }}!', { name: 'Ada' })).toBe('Hello Ada, 3!');
  });

  it('know braces of maps and texts from the end of an expression', () => {
    expect(render('{{ {"a": {"b": input}}.a.b }} and {{ "}}" }}', 'x')).toBe('x and }}');
  });

  it('write values as JSON and nothing for null', () => {
    expect(render('[{{ input }}]', { a: 1 })).toBe('[{\n  "a": 1\n}]');
    expect(render('[{{ input }}]', null)).toBe('[]');
  });

  it('keep the type where the template is one expression', () => {
    expect(parseTemplate('{{ input }}', variables).evaluate({ input: [1], run: {}, turn: 0 })).toEqual([1]);
    expect(parseTemplate('{{ input }}!', variables).evaluate({ input: 1, run: {}, turn: 0 })).toBe('1!');
  });

  it('say where an expression is not closed', () => {
    expect(() => parseTemplate('a {{ input', variables)).toThrow(/character 3/);
  });
});
