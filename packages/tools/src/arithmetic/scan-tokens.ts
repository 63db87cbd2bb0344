import { CodexError } from '@codexos/utils/errors';

export type ArithmeticToken =
  | { kind: 'number'; value: number; at: number }
  | { kind: 'name'; name: string; at: number }
  | { kind: 'sign'; sign: string; at: number }
  | { kind: 'end'; at: number };

/** The tokens of an arithmetic expression; `at` is the 1-based column. Thousands may be grouped by `_`. */
export function scanTokens(expression: string): ArithmeticToken[] {
  const tokens: ArithmeticToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const at = TOKEN.lastIndex + 1;
    const match = TOKEN.exec(expression);
    if (!match)
      throw expressionFailed(
        `"${expression[at - 1] ?? ''}" at column ${at} is no part of an arithmetic expression`,
      );
    const [, number, name, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number.replaceAll('_', '')), at });
    else if (name !== undefined) tokens.push({ kind: 'name', name, at });
    else if (sign !== undefined) tokens.push({ kind: 'sign', sign: SAME_SIGN[sign] ?? sign, at });
  }
  tokens.push({ kind: 'end', at: expression.length + 1 });
  return tokens;
}

const TOKEN =
  /\s+|(0x[\da-f]+|(?:\d[\d_]*(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?)|([a-z_][a-z0-9_]*)|(\*\*|[-+*/%^(),×÷−])/giy;
const SAME_SIGN: Record<string, string> = { '**': '^', '×': '*', '÷': '/', '−': '-' };

export function expressionFailed(reason: string): CodexError {
  return new CodexError({
    code: 'EXPRESSION_FAILED',
    message: `The expression cannot be calculated: ${reason}.`,
    hint: 'Use numbers, + - * / % ^, parentheses and functions such as sqrt, min, max and round.',
  });
}
