import type { JsonValue } from '@codexos/protocol/json';
import { splitTemplate } from '@codexos/protocol/split-template';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import { parseExpression, type Expression } from './expression.ts';

/** Text with expressions between double braces. */
export interface Template {
  /** Throws EXPRESSION_FAILED. `render` turns each expression's value into text. */
  render(values: Readonly<Record<string, unknown>>, render?: (value: JsonValue) => string): string;
  /** The value itself, with its type, where the template is nothing but one expression; otherwise the text. */
  evaluate(values: Readonly<Record<string, unknown>>): JsonValue;
}

type Part = { type: 'text'; text: string } | { type: 'expression'; expression: Expression };

const MAX_CACHED = 1_000;
const cache = new Map<string, Template>();

/** Throws EXPRESSION_FAILED when an expression cannot be read or is not closed. */
export function parseTemplate(text: string, variables: readonly string[]): Template {
  const key = `${variables.join(',')}\n${text}`;
  const known = cache.get(key);
  if (known) return known;
  const parts = parseParts(text, variables);
  const [only] = parts;
  const template: Template = {
    render: (values, render = valueToText) =>
      parts
        .map((part) => (part.type === 'text' ? part.text : render(part.expression.evaluate(values))))
        .join(''),
    evaluate(values) {
      return parts.length === 1 && only?.type === 'expression'
        ? only.expression.evaluate(values)
        : template.render(values);
    },
  };
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(key, template);
  return template;
}

/** What is wrong with a template, in one sentence; null when nothing is. */
export function findTemplateProblem(text: string, variables: readonly string[]): string | null {
  try {
    parseTemplate(text, variables);
    return null;
  } catch (error) {
    return errorMessage(error);
  }
}

/** A value within a text: texts as they are, nothing for null, everything else as JSON. */
export function valueToText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}

function parseParts(text: string, variables: readonly string[]): Part[] {
  const { parts, unclosedAt } = splitTemplate(text);
  if (unclosedAt !== undefined) {
    throw new CodexError({
      code: 'EXPRESSION_FAILED',
      message: `The template opens “{{” at character ${unclosedAt + 1} and does not close it.`,
      hint: 'Close the expression with “}}”.',
    });
  }
  return parts.map((part) =>
    part.type === 'text' ? part : { type: 'expression', expression: parseExpression(part.text, variables) },
  );
}
