import { ARITHMETIC_CONSTANTS, ARITHMETIC_FUNCTIONS } from './functions.ts';
import { expressionFailed, scanTokens, type ArithmeticToken } from './scan-tokens.ts';

const MAX_LENGTH = 2_000;
const MAX_DEPTH = 100;

/**
 * The value of an arithmetic expression, exact to 15 significant digits (`0.1 + 0.2` is 0.3). A small parser of its
 * own: nothing is evaluated as code. Throws EXPRESSION_FAILED with the column of the mistake.
 */
export function calculate(expression: string): number {
  if (expression.trim() === '') throw expressionFailed('it is empty');
  if (expression.length > MAX_LENGTH) throw expressionFailed(`it is longer than ${MAX_LENGTH} characters`);
  const cursor: Cursor = {
    tokens: scanTokens(expression).values(),
    current: { kind: 'end', at: 1 },
    depth: 0,
  };
  advance(cursor);
  const value = parseSum(cursor);
  if (cursor.current.kind !== 'end') throw unexpected(cursor.current);
  if (Number.isNaN(value))
    throw expressionFailed('the result is not a number (a root or logarithm of a negative number, or 0 / 0)');
  if (!Number.isFinite(value)) throw expressionFailed('the result is too large or a division by zero');
  return Number(value.toPrecision(15));
}

interface Cursor {
  tokens: Iterator<ArithmeticToken>;
  current: ArithmeticToken;
  depth: number;
}

function advance(cursor: Cursor): void {
  const next = cursor.tokens.next();
  if (!next.done) cursor.current = next.value;
}

function takeSign(cursor: Cursor, ...signs: string[]): string | undefined {
  const { current } = cursor;
  if (current.kind !== 'sign' || !signs.includes(current.sign)) return undefined;
  advance(cursor);
  return current.sign;
}

function parseSum(cursor: Cursor): number {
  let value = parseProduct(cursor);
  for (let sign = takeSign(cursor, '+', '-'); sign; sign = takeSign(cursor, '+', '-')) {
    const right = parseProduct(cursor);
    value = sign === '+' ? value + right : value - right;
  }
  return value;
}

function parseProduct(cursor: Cursor): number {
  let value = parseSigned(cursor);
  for (let sign = takeSign(cursor, '*', '/', '%'); sign; sign = takeSign(cursor, '*', '/', '%')) {
    const right = parseSigned(cursor);
    if (sign === '*') value *= right;
    else if (right === 0) throw expressionFailed('it divides by zero');
    else value = sign === '/' ? value / right : value % right;
  }
  return value;
}

/** A sign binds weaker than a power: `-2^2` is -4. */
function parseSigned(cursor: Cursor): number {
  const sign = takeSign(cursor, '+', '-');
  if (sign) return deeper(cursor, () => (sign === '-' ? -parseSigned(cursor) : parseSigned(cursor)));
  const base = parseValue(cursor);
  return takeSign(cursor, '^') ? base ** deeper(cursor, () => parseSigned(cursor)) : base;
}

function parseValue(cursor: Cursor): number {
  const { current } = cursor;
  advance(cursor);
  if (current.kind === 'number') return current.value;
  if (current.kind === 'name')
    return takeSign(cursor, '(') ? callFunction(current, cursor) : constant(current);
  if (current.kind === 'sign' && current.sign === '(') {
    const value = deeper(cursor, () => parseSum(cursor));
    closeParenthesis(cursor);
    return value;
  }
  throw unexpected(current);
}

function callFunction({ name, at }: { name: string; at: number }, cursor: Cursor): number {
  const called = Object.hasOwn(ARITHMETIC_FUNCTIONS, name.toLowerCase())
    ? ARITHMETIC_FUNCTIONS[name.toLowerCase()]
    : undefined;
  if (!called)
    throw expressionFailed(
      `there is no function "${name}" (column ${at}); known are ${Object.keys(ARITHMETIC_FUNCTIONS).join(', ')}`,
    );
  const values = [deeper(cursor, () => parseSum(cursor))];
  while (takeSign(cursor, ',')) values.push(deeper(cursor, () => parseSum(cursor)));
  closeParenthesis(cursor);
  if (values.length < called.min || values.length > called.max) {
    throw expressionFailed(
      `${name} takes ${called.min === called.max ? called.min : `${called.min} to ${called.max}`} values and got ${values.length}`,
    );
  }
  return called.apply(...values);
}

function constant({ name, at }: { name: string; at: number }): number {
  const value = Object.hasOwn(ARITHMETIC_CONSTANTS, name.toLowerCase())
    ? ARITHMETIC_CONSTANTS[name.toLowerCase()]
    : undefined;
  if (value === undefined) throw expressionFailed(`"${name}" at column ${at} is not known`);
  return value;
}

function closeParenthesis(cursor: Cursor): void {
  if (!takeSign(cursor, ')'))
    throw expressionFailed(`a closing parenthesis is missing at column ${cursor.current.at}`);
}

function deeper(cursor: Cursor, parse: () => number): number {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) throw expressionFailed(`it is nested deeper than ${MAX_DEPTH}`);
  const value = parse();
  cursor.depth -= 1;
  return value;
}

function unexpected(token: ArithmeticToken): Error {
  if (token.kind === 'end') return expressionFailed('it ends too early');
  const text = token.kind === 'number' ? token.value : token.kind === 'name' ? token.name : token.sign;
  return expressionFailed(`"${text}" at column ${token.at} does not fit there`);
}
