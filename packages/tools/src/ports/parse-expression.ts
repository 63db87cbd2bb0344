import type { JsonValue } from '@codexos/protocol/json';

/**
 * The language of expressions, which is the engine's. Throws EXPRESSION_FAILED for a text that cannot be read, and
 * when it is evaluated with values that do not fit.
 */
export type ParseExpression = (
  text: string,
  variables: readonly string[],
) => { evaluate(values: Readonly<Record<string, unknown>>): JsonValue };
