import type { ChunkSpan } from './chunk.ts';
import { createLineTable } from './line-table.ts';
import { mergeUnits, type Unit } from './merge-units.ts';

const MAX_CHARS = 1_600;
/** Sections smaller than this join the next section of the same heading. */
const MERGE_CHARS = 500;

/** Splits Markdown at headings; each chunk carries the headings above it as parents and its own as symbol. */
export function chunkMarkdown(text: string): ChunkSpan[] {
  const table = createLineTable(text);
  const units: Unit[] = [];
  const crumbs: string[] = [];
  let fence: string | undefined;
  let current = openUnit(0, []);
  for (const [row, line] of table.lines.entries()) {
    fence = nextFence(line, fence);
    const heading = fence === undefined ? HEADING.exec(line.slice(0, MAX_HEADING_LENGTH)) : null;
    if (!heading) continue;
    if (row > current.startRow) units.push({ ...current, endRow: row - 1 });
    const level = heading[1]?.length ?? 1;
    const title = plainTitle(heading[2] ?? '');
    crumbs.length = Math.min(crumbs.length, level - 1);
    current = {
      ...openUnit(
        row,
        crumbs.filter((crumb) => crumb !== ''),
      ),
      symbols: title === '' ? [] : [title],
      isDefinition: true,
    };
    while (crumbs.length < level - 1) crumbs.push('');
    crumbs.push(title);
  }
  units.push({ ...current, endRow: Math.max(current.startRow, table.lines.length - 1) });
  return mergeUnits(units, table, { mergeChars: MERGE_CHARS, maxChars: MAX_CHARS });
}

/** Bounds the work on one line. */
const MAX_HEADING_LENGTH = 1_000;
const HEADING = /^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

function nextFence(line: string, open: string | undefined): string | undefined {
  const mark = FENCE.exec(line)?.[1];
  if (mark === undefined) return open;
  if (open === undefined) return mark;
  return mark.startsWith(open) ? undefined : open;
}

function openUnit(startRow: number, parents: string[]): Unit {
  return {
    startRow,
    endRow: startRow,
    kind: 'section',
    symbols: [],
    parents,
    isDefinition: false,
    isLead: false,
  };
}

function plainTitle(title: string): string {
  return title
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*]/g, '')
    .slice(0, 120)
    .trim();
}
