/**
 * A light stem that brings the forms of one English word together: `parses, parsed, parsing, parse` all give
 * `pars`. It removes inflections only (plural, -ed, -ing and a final e), never derivations, because in code
 * `handler` and `handle` are different things. Expects lower case.
 */
export function stem(word: string): string {
  if (word.length < 4 || !ASCII_WORD.test(word)) return word;
  let result = withoutPlural(word);
  if (result.endsWith('ing') && hasVowel(result, 3)) result = withoutDouble(result.slice(0, -3));
  else if (result.endsWith('ed') && hasVowel(result, 2)) result = withoutDouble(result.slice(0, -2));
  if (result.length > 3 && result.endsWith('e')) result = result.slice(0, -1);
  if (result.length > 3 && result.endsWith('y')) result = `${result.slice(0, -1)}i`;
  return result;
}

const ASCII_WORD = /^[a-z]+$/;
const VOWEL = /[aeiouy]/;

function withoutPlural(word: string): string {
  if (!word.endsWith('s') || word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** A suffix may go only when at least three letters with a vowel stay: `string` and `need` are kept. */
function hasVowel(word: string, suffixLength: number): boolean {
  const rest = word.slice(0, word.length - suffixLength);
  return rest.length >= 3 && VOWEL.test(rest);
}

function withoutDouble(word: string): string {
  const last = word.at(-1);
  return word.length > 3 && last === word.at(-2) && last !== 'l' && last !== 's' ? word.slice(0, -1) : word;
}
