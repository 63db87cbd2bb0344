import { wordsOf } from './words.ts';

/** The words of a text that stand behind stems, as the text writes them. */
export function asWritten(text: string, stems: Iterable<string>): string[] {
  const wanted = new Set(stems);
  const found = new Map<string, string>();
  for (const [token] of text.matchAll(/[\p{L}\p{N}_$]+/gu)) {
    for (const stem of wordsOf(token)) {
      if (wanted.has(stem) && !found.has(stem)) found.set(stem, token);
    }
  }
  return [...new Set(found.values())];
}
