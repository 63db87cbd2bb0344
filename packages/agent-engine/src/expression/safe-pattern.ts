/**
 * Regular expressions come into expressions through `matches`. JavaScript's engine can take exponential time on some
 * of them, so patterns are written out in the expression, kept short, and must not repeat a repetition. What is still slow is ended while it matches, see `match-text.ts`.
 */
const MAX_PATTERN_LENGTH = 200;
/** How often a group may be repeated by count. */
const MAX_GROUP_COUNT = 50;
/** In how many ways a group that is repeated by count may match altogether. */
const MAX_WAYS = 1_000;

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

/**
 * Whether a group is repeated that itself leaves a choice of how to match, as in `(a+)+` or `(a?){20}`: without bound
 * no choice is allowed, by count only few.
 */
function repeatsRepetition(pattern: string): boolean {
  const outer: number[] = [];
  // In how many ways the current group can match, more or less.
  let ways = 1;
  const plain = pattern
    .replace(/\\./g, 'x')
    .replace(/\[[^\]]*\]/g, 'x')
    .replace(/\(\?(?:[:=!]|<[=!]|<\w*>)/g, '(');
  for (let index = 0; index < plain.length; index++) {
    const character = plain[index];
    if (character === '(') {
      outer.push(ways);
      ways = 1;
      continue;
    }
    const repeated = quantifierAt(plain, character === ')' ? index + 1 : index);
    if (character === ')') {
      if (repeated && isRunaway(ways, repeated)) return true;
      ways = (outer.pop() ?? 1) * ways ** Math.min(repeated?.max ?? 1, MAX_GROUP_COUNT);
    }
    if (character === '|') ways += 1;
    if (repeated) {
      ways *= repeated.max - repeated.min + 1;
      index += repeated.length - (character === ')' ? 0 : 1);
    }
  }
  return false;
}

interface Quantifier {
  min: number;
  max: number;
  length: number;
}

function isRunaway(ways: number, { max }: Quantifier): boolean {
  // Once or not at all is no repetition.
  if (max <= 1) return false;
  if (max === Infinity) return ways > 1;
  return max > MAX_GROUP_COUNT || ways ** max > MAX_WAYS;
}

function quantifierAt(pattern: string, index: number): Quantifier | null {
  const match = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(pattern.slice(index));
  if (!match) return null;
  const [text, count = '', comma = '', most = ''] = match;
  const length = text.length;
  if (text.startsWith('*')) return { min: 0, max: Infinity, length };
  if (text.startsWith('+')) return { min: 1, max: Infinity, length };
  if (text.startsWith('?')) return { min: 0, max: 1, length };
  const min = Number(count);
  return { min, max: most !== '' ? Number(most) : comma === '' ? min : Infinity, length };
}
