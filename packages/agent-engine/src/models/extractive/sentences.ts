import { isDecoration } from './prose-lines.ts';
import type { Segment } from './segment.ts';

/** Consecutive lines of prose, without the marks around them. */
export interface Block {
  /** Line within the passage, from 0. */
  startLine: number;
  lines: string[];
}

const MIN_SENTENCE_WORDS = 3;
/** What runs on for longer is data or a table, and nothing to quote. */
const MAX_SENTENCE_LENGTH = 1_200;

/** Sentences of a block, each with the lines it stands on. Tags such as `@param` and items of lists begin anew. */
export function sentencesOf({ startLine, lines }: Block, isDocumentation: boolean): Segment[] {
  const segments: Segment[] = [];
  let text = '';
  let first = startLine;
  const flush = (last: number): void => {
    const clean = text.replace(/\s+/g, ' ').trim();
    if (isSentence(clean))
      segments.push({ type: 'sentence', text: clean, startLine: first, endLine: last, isDocumentation });
    text = '';
  };
  let isExample = false;
  let isFenced = false;
  for (const [offset, line] of lines.entries()) {
    const lineNumber = startLine + offset;
    if (/^\s*(```|~~~)/.test(line)) isFenced = !isFenced;
    if (/^\s*@\w/.test(line)) isExample = /^\s*@example/.test(line);
    if (isExample || isFenced || /^\s*(```|~~~)/.test(line)) {
      flush(Math.max(first, lineNumber - 1));
      continue;
    }
    if (/^\s*(@|:param|:return|$|[-*+]\s|\d+[.)]\s)/.test(line)) flush(Math.max(first, lineNumber - 1));
    if (text === '') first = lineNumber;
    for (const piece of splitSentences(withoutMark(line))) {
      if (text === '') first = lineNumber;
      text += `${text === '' ? '' : ' '}${piece.text}`;
      if (piece.isEnd) flush(lineNumber);
    }
  }
  flush(startLine + lines.length - 1);
  return segments;
}

/** The item of a list without its mark. */
function withoutMark(line: string): string {
  return line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '');
}

function splitSentences(line: string): { text: string; isEnd: boolean }[] {
  const pieces: { text: string; isEnd: boolean }[] = [];
  let rest = line.trim();
  while (rest !== '') {
    // A full stop within a name, a number or an abbreviation ends nothing: a space and a capital must follow.
    const end = /[.!?][)"'`’”]*(?=\s+["'`(“]?[\p{Lu}\p{N}@])|[.!?:][)"'`’”]*$/u.exec(rest);
    const isAbbreviation =
      end && /\b(?:e\.g|i\.e|etc|vs|cf|Mr|Dr|St|No)\.$/i.test(rest.slice(0, end.index + 1));
    if (!end || isAbbreviation) {
      pieces.push({ text: rest, isEnd: false });
      break;
    }
    const cut = end.index + end[0].length;
    pieces.push({ text: rest.slice(0, cut), isEnd: true });
    rest = rest.slice(cut).trim();
  }
  return pieces;
}

function isSentence(text: string): boolean {
  if (text.length > MAX_SENTENCE_LENGTH) return false;
  if (
    /^(@|eslint|prettier|istanbul|c8|ts-|noqa|type:|copyright|licen[cs]e|spdx|module (dependencies|exports|variables)|todo\b)/i.test(
      text,
    )
  )
    return false;
  if (isDecoration(text) || /!\[[^\]]*\][([]/.test(text)) return false;
  if (looksLikeCode(text)) return false;
  return (text.match(/\p{L}{2,}/gu) ?? []).length >= MIN_SENTENCE_WORDS && /\p{Ll}/u.test(text);
}

/** Examples within comments are code without a fence. */
function looksLikeCode(text: string): boolean {
  const signs =
    text.replace(/`[^`]*`/g, '').match(/[;{}=<>|&]|\w\(|['"][/\w][^'"]*['"]\s*[,)\]]/g)?.length ?? 0;
  return /[;{]$/.test(text) || signs / text.length > 0.04;
}
