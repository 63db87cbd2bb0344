import { createContext, Script } from 'node:vm';
import { currentBudget } from './budget.ts';

/** Longer texts are not matched. */
const MAX_MATCHED_LENGTH = 100_000;
const MAX_MILLISECONDS = 250;
/** Up to here even a pattern that tries every part of a text is done at once, unless it multiplies its choices. */
const SHORT_TEXT = 200;
const MAX_CACHED = 500;

const patterns = new Map<string, RegExp>();
const context = createContext({ match: (): boolean => false });
const script = new Script('match()');

/** Whether a text matches a pattern. A match that takes too long is ended, and refused. */
export function matchText(text: string, pattern: string): boolean {
  const budget = currentBudget();
  if (text.length > MAX_MATCHED_LENGTH)
    budget.refuse(
      `matches(…) is given a text of more than ${MAX_MATCHED_LENGTH} characters`,
      'Shorten the text first, with substring(…).',
    );
  const expression = patternOf(pattern);
  if (text.length <= SHORT_TEXT && !/[*+?{|]/.test(pattern)) return expression.test(text);
  budget.spend(50);
  context.match = () => expression.test(text);
  try {
    return script.runInContext(context, { timeout: MAX_MILLISECONDS }) === true;
  } catch (error) {
    if (isTimeout(error))
      budget.refuse(
        `the pattern “${pattern}” takes longer than ${MAX_MILLISECONDS} ms`,
        'Repeat less in the pattern, begin it with ^, or shorten the text with substring(…).',
      );
    throw error;
  } finally {
    context.match = () => false;
  }
}

// The error belongs to the other context, so that it is no Error of this one.
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known) return known;
  const created = new RegExp(pattern);
  if (patterns.size >= MAX_CACHED) patterns.clear();
  patterns.set(pattern, created);
  return created;
}
