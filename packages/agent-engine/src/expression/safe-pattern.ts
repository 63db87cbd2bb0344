/**
 * Regular expressions come into expressions through `matches`. JavaScript's engine can take exponential time on some
 * of them, so patterns are written out in the expression, kept short, and must not repeat a repetition.
 */
const MAX_PATTERN_LENGTH = 200;

/** What is wrong with a pattern in a parsed expression; null when nothing is. */
export function unsafePattern(ast: unknown): string | null {
  if (Array.isArray(ast)) {
    for (const part of ast) {
      const problem = unsafePattern(part);
      if (problem !== null) return problem;
    }
    return null;
  }
  if (typeof ast !== 'object' || ast === null || !('op' in ast) || !('args' in ast)) return null;
  if (ast.op === 'rcall' && Array.isArray(ast.args) && ast.args[0] === 'matches') {
    const problem = patternProblem(literalOf(ast.args[2]));
    if (problem !== null) return problem;
  }
  return unsafePattern(ast.args);
}

function literalOf(callArguments: unknown): string | null {
  const first: unknown = Array.isArray(callArguments) ? callArguments[0] : undefined;
  if (typeof first !== 'object' || first === null || !('op' in first) || !('args' in first)) return null;
  return first.op === 'value' && typeof first.args === 'string' ? first.args : null;
}

function patternProblem(pattern: string | null): string | null {
  if (pattern === null) return 'the pattern of matches(…) must be written out as a text';
  if (pattern.length > MAX_PATTERN_LENGTH)
    return `the pattern of matches(…) is longer than ${MAX_PATTERN_LENGTH} characters`;
  if (/\\[1-9]/.test(pattern)) return 'the pattern of matches(…) must not refer back to a group';
  return repeatsRepetition(pattern)
    ? 'the pattern of matches(…) repeats a repetition, which can take forever'
    : null;
}

/** Whether a group that holds an unbounded repetition or a choice is itself repeated without bound, as in `(a+)+`. */
function repeatsRepetition(pattern: string): boolean {
  const groups: boolean[] = [];
  let isRisky = false;
  const plain = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  for (let index = 0; index < plain.length; index++) {
    const rest = plain.slice(index);
    if (plain[index] === '(') {
      groups.push(isRisky);
      isRisky = false;
    } else if (plain[index] === ')') {
      const isRepeated = /^\)([*+]|\{\d+,\})/.test(rest);
      if (isRepeated && isRisky) return true;
      isRisky = isRisky || isRepeated || (groups.pop() ?? false);
    } else if (/^([*+|]|\{\d+,\})/.test(rest)) {
      isRisky = true;
    }
  }
  return false;
}
