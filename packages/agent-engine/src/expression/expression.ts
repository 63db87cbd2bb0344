import type { Environment } from '@marcbachmann/cel-js';
import type { JsonValue } from '@codexos/protocol/json';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import { BudgetError, withBudget } from './budget.ts';
import { createCelEnvironment } from './cel-environment.ts';
import { meterAst } from './meter-ast.ts';
import { unsafePattern } from './safe-pattern.ts';
import { toJson } from './to-json.ts';

/** A parsed expression. */
export interface Expression {
  readonly text: string;
  /** Throws EXPRESSION_FAILED when the values do not fit the expression. */
  evaluate(values: Readonly<Record<string, unknown>>): JsonValue;
}

const MAX_CACHED = 2_000;
const environments = new Map<string, Environment>();
const cache = new Map<string, Expression>();

/** Parses CEL that may use `variables` and nothing else. Throws EXPRESSION_FAILED with the place of the mistake. */
export function parseExpression(text: string, variables: readonly string[]): Expression {
  const key = `${variables.join(',')}\n${text}`;
  const known = cache.get(key);
  if (known) return known;
  const expression = parse(text, variables);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(key, expression);
  return expression;
}

/** What is wrong with an expression, in one sentence; null when nothing is. */
export function findExpressionProblem(text: string, variables: readonly string[]): string | null {
  try {
    parseExpression(text, variables);
    return null;
  } catch (error) {
    return errorMessage(error);
  }
}

function parse(text: string, variables: readonly string[]): Expression {
  const hint = `An expression may use: ${variables.join(', ')}.`;
  const fail = (cause: unknown): CodexError =>
    new CodexError({
      code: 'EXPRESSION_FAILED',
      message: `The expression “${text}” cannot be read: ${summaryOf(cause)}.`,
      hint: /Reserved identifier: loop/.test(summaryOf(cause))
        ? 'Write “turn” for the turn of the loop.'
        : hint,
      cause,
    });
  if (text.trim() === '') throw fail(new Error('it is empty'));
  try {
    const parsed = environmentFor(variables).parse(text);
    const checked = parsed.check();
    if (!checked.valid) throw checked.error ?? new Error('its types do not fit');
    const pattern = unsafePattern(parsed.ast);
    if (pattern !== null) throw new Error(pattern);
    meterAst(parsed.ast);
    return { text, evaluate: (values) => evaluate(text, parsed, values) };
  } catch (error) {
    throw fail(error);
  }
}

function evaluate(
  text: string,
  parsed: (values: Record<string, unknown>) => unknown,
  values: Readonly<Record<string, unknown>>,
): JsonValue {
  try {
    return withBudget((budget) => {
      const value = parsed({ ...values });
      budget.throwIfExceeded();
      return toJson(value);
    });
  } catch (cause) {
    const summary = summaryOf(cause);
    throw new CodexError({
      code: 'EXPRESSION_FAILED',
      message: `The expression “${text}” failed: ${summary}.`,
      hint: cause instanceof BudgetError ? cause.remedy : remedyFor(summary),
      cause,
    });
  }
}

function remedyFor(summary: string): string {
  if (summary.startsWith('No such key')) return 'Ask with has(…) first, or write .?name.orValue(…).';
  if (summary.includes('overload')) return 'Convert the values first, with string(…), int(…) or double(…).';
  return 'Look at the input of the node in the timeline and compare it with the expression.';
}

// The library's full message draws the place with several lines; its summary is one sentence.
function summaryOf(cause: unknown): string {
  const summary =
    typeof cause === 'object' && cause !== null && 'summary' in cause ? cause.summary : undefined;
  return typeof summary === 'string' ? summary : errorMessage(cause);
}

function environmentFor(variables: readonly string[]): Environment {
  const key = variables.join(',');
  const known = environments.get(key);
  if (known) return known;
  const created = createCelEnvironment(variables);
  environments.set(key, created);
  return created;
}
