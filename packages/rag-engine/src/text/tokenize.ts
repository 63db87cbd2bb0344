/**
 * The code tokenizer. Text becomes lower-case stemmed words, with identifiers split at case changes and
 * underscores; an identifier of several words is also kept whole as its own token (`=getuserid`, separators
 * removed, so that `get_user_id` meets `getUserId`).
 */
import { splitIdentifier } from './split-identifier.ts';
import { stem } from './stem.ts';
import { STOP_WORDS } from './stop-words.ts';

/** First character of a token that stands for a whole identifier. */
export const WHOLE_MARK = '=';

/** Longer runs are data (base64, hashes), not words. */
const MAX_WORD_LENGTH = 64;

/** Tokens of code or prose, in order. One-letter words and stop words are left out. */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (const [identifier] of text.matchAll(IDENTIFIER)) pushIdentifier(tokens, identifier);
  return tokens;
}

/** Tokens of symbol names. Here every name is also kept whole, one-letter names included. */
export function tokenizeSymbols(symbols: readonly string[]): string[] {
  const tokens: string[] = [];
  for (const symbol of symbols) {
    for (const [identifier] of symbol.matchAll(IDENTIFIER)) {
      const before = tokens.length;
      pushIdentifier(tokens, identifier);
      if (!tokens.slice(before).some((token) => token.startsWith(WHOLE_MARK)))
        tokens.push(wholeToken(identifier));
    }
  }
  return tokens;
}

/** The token that stands for a whole identifier. */
export function wholeToken(identifier: string): string {
  return WHOLE_MARK + identifier.replaceAll(/[_$]/g, '').toLowerCase();
}

const IDENTIFIER = /[\p{L}\p{N}_$]+/gu;
const STEMS = new Map<string, string>();
const STEM_CACHE_SIZE = 50_000;

function pushIdentifier(tokens: string[], identifier: string): void {
  if (identifier.length > MAX_WORD_LENGTH) return;
  const parts = splitIdentifier(identifier);
  for (const part of parts) {
    if (part.length < 2 || STOP_WORDS.has(part)) continue;
    tokens.push(cachedStem(part));
  }
  if (parts.length > 1) tokens.push(wholeToken(identifier));
}

function cachedStem(word: string): string {
  const known = STEMS.get(word);
  if (known !== undefined) return known;
  if (STEMS.size >= STEM_CACHE_SIZE) STEMS.clear();
  const result = stem(word);
  STEMS.set(word, result);
  return result;
}
