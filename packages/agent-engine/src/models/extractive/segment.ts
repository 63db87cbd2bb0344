/**
 * Cuts a passage into what can be quoted: sentences of prose (documentation, and the comments of code) and runs of
 * code. Every segment is a literal part of the passage, apart from the marks of comments and of Markdown around it.
 */
import type { Passage } from '@codexos/protocol/citation';
import { analysedText } from './limits.ts';
import { segmentCode } from './segment-code.ts';
import { segmentProse } from './segment-prose.ts';

export interface Segment {
  type: 'sentence' | 'code';
  text: string;
  /** Lines within the passage, from 0, inclusive. */
  startLine: number;
  endLine: number;
  /** A comment of documentation or a paragraph, against a remark inside of code. */
  isDocumentation: boolean;
  /** Language of a fenced block, as it says itself. */
  language?: string;
}

/** What lies beyond is not looked at: minified code and data have lines without an end. */
const MAX_LINE_LENGTH = 2_000;

export function segmentPassage(passage: Passage): Segment[] {
  const { citation, language } = passage;
  const lines = linesOf(passage);
  return isProse(citation.path, language)
    ? segmentProse(lines, { isFileStart: citation.startLine === 1 })
    : segmentCode(lines, citation.path, language);
}

/** The lines of a passage as far as they are looked at. */
export function linesOf({ text }: Passage): string[] {
  return analysedText(text)
    .split('\n')
    .map((line) => line.slice(0, MAX_LINE_LENGTH));
}

/** Whether a file is written for people rather than machines. */
export function isProse(path: string, language?: string): boolean {
  if (language !== undefined)
    return /^(markdown|md|mdx|text|plain|plaintext|txt|rst|html|asciidoc)$/i.test(language);
  return /\.(md|mdx|markdown|txt|rst|adoc|html?)$/i.test(path) || !/\.\w+$/.test(path);
}
