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
    'input.matches(run.input.q)',
    'input.matches("(a)\\\\1")',
  ])('run away with %s', (text) => {
    expect(() => parseExpression(text, variables)).toThrow(/pattern/);
  });

  it('still matches plain patterns', () => {
    expect(evaluate('input.matches("^[a-z]+[.](ts|js)$")', 'main.ts')).toBe(true);
  });
});

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
