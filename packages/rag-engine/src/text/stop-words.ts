/**
 * English words that carry no meaning for a search. Kept short on purpose: `for`, `if`, `while`, `in`, `is`
 * are here because in code they are as common as in prose; `get`, `set`, `new`, `not` are not.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an and are as at be been but by can could did do does for from had has have how i if in into is it its
  me my of on or our should so such than that the their them then there these they this those to was we were
  what when where which who why will with would you your`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
