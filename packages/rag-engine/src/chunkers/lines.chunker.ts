import type { ChunkSpan } from './chunk.ts';
import { createLineTable } from './line-table.ts';
import { mergeUnits, type Unit } from './merge-units.ts';

/** Size of a plain-text chunk in characters. */
const MAX_CHARS = 1_200;

/** Splits any text at blank lines, merging paragraphs up to the size of a chunk. */
export function chunkLines(text: string): ChunkSpan[] {
  const table = createLineTable(text);
  const units: Unit[] = [];
  let startRow = 0;
  for (let row = 0; row < table.lines.length; row += 1) {
    const isLast = row === table.lines.length - 1;
    if (table.lines[row]?.trim() !== '' && !isLast) continue;
    units.push({
      startRow,
      endRow: row,
      kind: 'text',
      symbols: [],
      parents: [],
      isDefinition: false,
      isLead: false,
    });
    startRow = row + 1;
  }
  return mergeUnits(units, table, { mergeChars: MAX_CHARS, maxChars: MAX_CHARS });
}
