import { languageOf } from '../languages/language-of.ts';
import type { ChunkSpan } from './chunk.ts';
import { chunkCode } from './code.chunker.ts';
import { grammarOf } from './grammars.ts';
import { chunkLines } from './lines.chunker.ts';
import { chunkMarkdown } from './markdown.chunker.ts';
import { chunkOutline } from './outline.chunker.ts';

/**
 * Raised whenever the same text would be cut or tokenised differently; a stored index of another version is
 * rebuilt instead of mixed.
 */
export const CHUNKER_VERSION = 2;

/** The chunks of one file, by the rules of its language. Never fails: what no parser takes is split by lines. */
export async function chunkText(path: string, text: string): Promise<ChunkSpan[]> {
  const language = languageOf(path);
  if (language === 'markdown') return chunkMarkdown(text);
  const grammar = grammarOf(language);
  return (
    (grammar ? await chunkCode(text, grammar) : undefined) ?? chunkOutline(text, language) ?? chunkLines(text)
  );
}
