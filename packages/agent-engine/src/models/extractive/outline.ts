/**
 * Parts of a passage that are each about one thing: a definition with the comment above it, or a section of prose
 * with its heading. What is quoted together comes from one part, and bears the name that this part defines.
 */
import type { Passage } from '@codexos/protocol/citation';
import { outlineCode } from './outline-code.ts';
import { outlineProse } from './outline-prose.ts';
import { isProse, linesOf } from './segment.ts';

export interface Part {
  /** What the lines define, as they write it, or the title of the section. */
  symbol?: string;
  /** Lines within the passage, from 0, inclusive. */
  startLine: number;
  endLine: number;
  /** Where the definition itself begins, below its comment, or the first line of code; past the end where there is none. */
  headLine: number;
  /** The last line of the definition with all that is indented under it, also where that makes parts of its own. */
  bodyEnd: number;
}

export function outlinePassage(passage: Passage): Part[] {
  const { path, symbol } = passage.citation;
  const lines = linesOf(passage);
  if (isProse(path, passage.language)) return outlineProse(lines, symbol);
  return outlineCode(lines, {
    path,
    language: passage.language,
    symbols: passage.symbols ?? (symbol === undefined ? [] : [symbol]),
  });
}
