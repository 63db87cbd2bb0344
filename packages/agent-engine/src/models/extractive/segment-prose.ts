import { readProseLines } from './prose-lines.ts';
import type { Segment } from './segment.ts';
import { codeSegment } from './segment-code.ts';
import { sentencesOf, type Block } from './sentences.ts';

/**
 * Paragraphs and items of lists become sentences, fenced blocks code. Headings, tables, rules, front matter, comments,
 * and lines of nothing but images or links are left out.
 */
export function segmentProse(lines: readonly string[], options: { isFileStart: boolean }): Segment[] {
  const segments: Segment[] = [];
  let block: Block = { startLine: 0, lines: [] };
  let fence: (Block & { language: string }) | null = null;
  const flush = (): void => {
    if (block.lines.length > 0) segments.push(...sentencesOf(block, true));
    block = { startLine: 0, lines: [] };
  };
  for (const [index, { type, text }] of readProseLines(lines, options).entries()) {
    if (type === 'fence') {
      flush();
      if (fence && fence.lines.length > 0)
        segments.push({
          ...codeSegment(fence),
          ...(fence.language === '' ? {} : { language: fence.language }),
        });
      fence = fence ? null : { startLine: index + 1, lines: [], language: text };
    } else if (fence) {
      fence.lines.push(lines[index] ?? '');
    } else if (type === 'other') {
      flush();
    } else {
      if (type === 'item') flush();
      if (block.lines.length === 0) block.startLine = index;
      block.lines.push(text);
    }
  }
  flush();
  return segments;
}
