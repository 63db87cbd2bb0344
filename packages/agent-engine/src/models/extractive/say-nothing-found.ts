import { asWritten } from './as-written.ts';
import { code } from './markdown.ts';
import type { Ranking } from './rank-passages.ts';

const MAX_FILES = 5;

/** Says that nothing was found, and what was searched for and where, so that a person can ask better. */
export function searchedNothing(question: string, { passages, asked }: Ranking): string {
  const words = asWritten(question, asked);
  const searchedFor =
    words.length === 0
      ? 'The question holds no word to search for.'
      : `Searched for: ${words.map(code).join(', ')}.`;
  if (passages.length === 0) return `No passages were found to answer from. ${searchedFor}`;
  const files = [...new Set(passages.map(({ passage }) => passage.citation.path))];
  const rest = files.length > MAX_FILES ? ` and ${files.length - MAX_FILES} more` : '';
  return [
    `Nothing that was found answers this question. ${searchedFor}`,
    `Looked at ${passages.length} passages in ${files.slice(0, MAX_FILES).map(code).join(', ')}${rest}.`,
  ].join('\n\n');
}
