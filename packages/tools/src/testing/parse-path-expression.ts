import type { JsonValue } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import type { ParseExpression } from '../ports/parse-expression.ts';

/** Stands in for the engine's language: `a.b.c` and quoted texts, nothing else. */
export const parsePathExpression: ParseExpression = (text, variables) => {
  const quoted = /^"([^"]*)"$/.exec(text);
  if (quoted) return { evaluate: () => quoted[1] ?? '' };
  const [variable = '', ...path] = text.split('.');
  if (!variables.includes(variable) || path.some((part) => !/^\w+$/.test(part))) {
    throw new CodexError({ code: 'EXPRESSION_FAILED', message: `The expression “${text}” cannot be read.` });
  }
  return {
    evaluate: (values) =>
      path.reduce<unknown>(
        (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
        values[variable],
      ) as JsonValue,
  };
};
