/**
 * The words inside an identifier, lower case: `getUserID2` gives `get user id 2`, `HTTPServer` gives
 * `http server`, `snake_case` gives `snake case`. Letters outside ASCII count as lower case.
 */
export function splitIdentifier(identifier: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let previous = kindAt(identifier, 0);
  for (let index = 1; index <= identifier.length; index += 1) {
    const kind = index < identifier.length ? kindAt(identifier, index) : SEPARATOR;
    if (kind === previous) continue;
    // `Get` stays one word; the last capital of `HTTPServer` starts the next word.
    if (previous === UPPER && kind === LOWER) {
      if (index - 1 > start) parts.push(identifier.slice(start, index - 1).toLowerCase());
      start = index - 1;
    } else {
      if (previous !== SEPARATOR && index > start) parts.push(identifier.slice(start, index).toLowerCase());
      start = index;
    }
    previous = kind;
  }
  return parts;
}

const SEPARATOR = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

function kindAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code >= 97 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  if (code >= 48 && code <= 57) return DIGIT;
  return code > 127 ? LOWER : SEPARATOR;
}
