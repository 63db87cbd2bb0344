/** Words as the extractive model compares them: identifiers are split, endings and words without meaning are dropped. */

/** Longer runs of letters and digits are data, such as base64, not words. */
const MAX_TOKEN_LENGTH = 128;

/** The meaningful words of a text, stemmed, in order, with repetitions. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [token] of text.matchAll(/[\p{L}\p{N}_$]+/gu)) {
    if (token.length < 2 || token.length > MAX_TOKEN_LENGTH) continue;
    for (const part of splitIdentifier(token)) {
      const word = part.toLowerCase();
      if (word.length > 1 && !STOP_WORDS.has(word)) words.push(stem(word));
    }
  }
  return words;
}

/** Each meaningful word once. */
export function wordSet(text: string): Set<string> {
  return new Set(wordsOf(text));
}

/** Names that a text spells out as in code: `createApp`, `app.use`, snake_case, or anything between backticks. */
export function identifiersOf(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, quoted = ''] of text.matchAll(/`([^`]+)`/g)) {
    for (const [name] of quoted.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) found.add(name.toLowerCase());
  }
  let previousEnd = -1;
  for (const { 0: name, index } of text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) {
    const isMember = isMemberMark(text, previousEnd, index);
    previousEnd = index + name.length;
    if (name.length > MAX_TOKEN_LENGTH) continue;
    if (isMember || /\p{Ll}\p{Lu}|_\p{L}|^\p{Lu}{2,}\p{Ll}/u.test(name)) found.add(name.toLowerCase());
  }
  return found;
}

/** Whether nothing but `.`, `#` or `::` stands between two names. */
function isMemberMark(text: string, start: number, end: number): boolean {
  if (start === -1 || end - start > 2) return false;
  return ['.', '#', '::'].includes(text.slice(start, end));
}

/** How much two sets share, from 0 to 1. */
export function overlapOf(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const word of left) if (right.has(word)) shared += 1;
  return shared / (left.size + right.size - shared);
}

function splitIdentifier(token: string): string[] {
  return token
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .split(/[\s_$]+/)
    .filter((part) => part !== '');
}

// Light on purpose: two forms of one word should meet, two different words should not.
function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  let stemmed = word;
  if (stemmed.endsWith('ies') && stemmed.length > 4) stemmed = `${stemmed.slice(0, -3)}y`;
  else if (/(?:s|x|z|ch|sh)es$/.test(stemmed)) stemmed = stemmed.slice(0, -2);
  else if (stemmed.endsWith('s') && !/(?:ss|us|is)$/.test(stemmed)) stemmed = stemmed.slice(0, -1);
  for (const ending of ['ation', 'ing', 'ed', 'er', 'or', 'ly']) {
    if (!stemmed.endsWith(ending) || stemmed.length - ending.length < 4) continue;
    stemmed = stemmed.slice(0, -ending.length);
    if (/([^aeiouls])\1$/.test(stemmed)) stemmed = stemmed.slice(0, -1);
    break;
  }
  return stemmed.endsWith('e') && stemmed.length > 4 ? stemmed.slice(0, -1) : stemmed;
}

const STOP_WORDS = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by can
  cannot could did do does doing down during each either else ever every few find for from further get gets give given
  go goes got had has have having he her here hers him his how i if in into is it its just know let like made make makes
  many may me might mine more most much must my need needs no nor not now of off on once one only or other our out over
  own per please same say says see shall she should show shows so some such take takes tell than that the their them then
  there these they thing things this those through to too under until up us use used uses using very want was way we were
  what when where which while who whom whose why will with within without work works would you your
  explain describe exactly code repository repo project file files define defines defined declare declared implement implements implemented located happen happens`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
