import type { Segment } from './segment.ts';
import { codeSegment } from './segment-code.ts';
import { sentencesOf, type Block } from './sentences.ts';

/** Paragraphs and items of lists become sentences, fenced blocks code; headings, tables and rules are left out. */
export function segmentProse(lines: readonly string[]): Segment[] {
  const segments: Segment[] = [];
  let block: Block = { startLine: 0, lines: [] };
  let fence: Block | null = null;
  const flush = (): void => {
    if (block.lines.length > 0) segments.push(...sentencesOf(block, true));
    block = { startLine: 0, lines: [] };
  };
  for (const [index, line] of lines.entries()) {
    if (/^\s*(```|~~~)/.test(line)) {
      flush();
      if (fence && fence.lines.length > 0) segments.push(codeSegment(fence));
      fence = fence ? null : { startLine: index + 1, lines: [] };
    } else if (fence) {
      fence.lines.push(line);
    } else if (/^\s*$|^#{1,6}\s|^\s*[|=<-]{2,}|^\s*\|/.test(line)) {
      flush();
    } else {
      const item = /^\s*(?:[-*+]|\d+[.)])\s+/.exec(line);
      if (item) flush();
      const content = item ? line.slice(item[0].length) : line;
      if (block.lines.length === 0) block.startLine = index;
      block.lines.push(content);
    }
  }
  flush();
  return segments;
}
