import type { JsonValue } from '@codexos/protocol/json';
import { splitTemplate } from '@codexos/protocol/split-template';
import { CodexError } from '@codexos/utils/errors';
import type { ParseExpression } from '../ports/parse-expression.ts';

/** Gives what stands in the place of a secret: its value in a call, a mask in a preview. */
export type SecretOf = (name: string) => string;

/** What the expressions of a request may use. */
export const REQUEST_VARIABLES = ['input'] as const;
export type RequestValues = Readonly<Record<(typeof REQUEST_VARIABLES)[number], unknown>>;

export type TextPiece =
  | { type: 'text'; text: string }
  | { type: 'secret'; name: string }
  | { type: 'expression'; evaluate: (values: RequestValues) => JsonValue };

const SECRET_REFERENCE = /secret:([A-Za-z][A-Za-z0-9_]{0,99})/g;

/**
 * A text as its pieces. Secrets are looked for in what people wrote and never in what an expression gives, so that no
 * input can ask for one. Throws EXPRESSION_FAILED.
 */
export function compileText(text: string, parse: ParseExpression): TextPiece[] {
  const { parts, unclosedAt } = splitTemplate(text);
  if (unclosedAt !== undefined) {
    throw new CodexError({
      code: 'EXPRESSION_FAILED',
      message: `The template opens “{{” at character ${unclosedAt + 1} and does not close it.`,
      hint: 'Close the expression with “}}”.',
    });
  }
  return parts.flatMap((part): TextPiece[] =>
    part.type === 'text'
      ? splitSecrets(part.text)
      : [{ type: 'expression', evaluate: parse(part.text, REQUEST_VARIABLES).evaluate }],
  );
}

/** The value itself where the text is nothing but one expression; otherwise the text. */
export function evaluateText(
  pieces: readonly TextPiece[],
  values: RequestValues,
  secretOf: SecretOf,
): JsonValue {
  const [only] = pieces;
  if (pieces.length === 1 && only?.type === 'expression') return only.evaluate(values);
  return pieces.map((piece) => renderPiece(piece, values, secretOf)).join('');
}

export function secretsOf(pieces: readonly TextPiece[]): string[] {
  return pieces.flatMap((piece) => (piece.type === 'secret' ? [piece.name] : []));
}

/** A value within a text: texts as they are, nothing for null, everything else as JSON. */
export function valueToText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function renderPiece(piece: TextPiece, values: RequestValues, secretOf: SecretOf): string {
  switch (piece.type) {
    case 'text':
      return piece.text;
    case 'secret':
      return secretOf(piece.name);
    case 'expression':
      return valueToText(piece.evaluate(values));
  }
}

function splitSecrets(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let index = 0;
  for (const match of text.matchAll(SECRET_REFERENCE)) {
    if (match.index > index) pieces.push({ type: 'text', text: text.slice(index, match.index) });
    pieces.push({ type: 'secret', name: match[1] ?? '' });
    index = match.index + match[0].length;
  }
  if (index < text.length) pieces.push({ type: 'text', text: text.slice(index) });
  return pieces;
}
