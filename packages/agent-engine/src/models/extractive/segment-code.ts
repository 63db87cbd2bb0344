import { classifyLines } from './classify-lines.ts';
import type { Segment } from './segment.ts';
import { sentencesOf, type Block } from './sentences.ts';

/** Comments become sentences; what lies between two comments of documentation is one run of code. */
export function segmentCode(lines: readonly string[], path: string, language: string | undefined): Segment[] {
  const classes = classifyLines(lines, { path, language });
  const segments: Segment[] = [];
  let index = 0;
  while (index < lines.length) {
    const isDocumentation = classes[index]?.type === 'documentation';
    let end = index + 1;
    while (end < lines.length && (classes[end]?.type === 'documentation') === isDocumentation) end += 1;
    const block: Block = { startLine: index, lines: lines.slice(index, end) };
    if (isDocumentation && isLicence(block.lines)) {
      // Whose the code is says nothing about what it does.
    } else if (isDocumentation) {
      segments.push(
        ...sentencesOf({ startLine: index, lines: classes.slice(index, end).map(({ text }) => text) }, true),
      );
    } else {
      segments.push(...remarksOf(block, classes.slice(index, end)));
      if (block.lines.some((line) => /\w/.test(line))) segments.push(codeSegment(block));
    }
    index = end;
  }
  return segments;
}

const LICENCE =
  /copyright\s*(?:\(c\)|©|\d{4})|(?:\(c\)|©)\s*\d{4}|spdx-license|\blicen[sc]ed under\b|\b(?:mit|apache|bsd|isc) licen[sc]ed?\b|@licen[sc]e\b|permission is hereby granted/i;

function isLicence(lines: readonly string[]): boolean {
  return lines.some((line) => LICENCE.test(line));
}

export function codeSegment({ startLine, lines }: Block): Segment {
  let first = 0;
  let last = lines.length;
  while (first < last - 1 && (lines[first] ?? '').trim() === '') first += 1;
  while (last > first + 1 && (lines[last - 1] ?? '').trim() === '') last -= 1;
  return {
    type: 'code',
    text: lines.slice(first, last).join('\n'),
    startLine: startLine + first,
    endLine: startLine + last - 1,
    isDocumentation: false,
  };
}

// Remarks stay in their run of code, so that an excerpt of it is whole; they can be quoted on their own as well.
function remarksOf({ startLine }: Block, classes: ReturnType<typeof classifyLines>): Segment[] {
  const segments: Segment[] = [];
  let remark: Block = { startLine: 0, lines: [] };
  for (const [offset, { type, text }] of [...classes, { type: 'code' as const, text: '' }].entries()) {
    if (type === 'remark') {
      if (remark.lines.length === 0) remark.startLine = startLine + offset;
      remark.lines.push(text);
    } else if (remark.lines.length > 0) {
      segments.push(...sentencesOf(remark, false));
      remark = { startLine: 0, lines: [] };
    }
  }
  return segments;
}
