import type { ChunkKind, ChunkSpan } from './chunk.ts';
import type { LineTable } from './line-table.ts';

/** A candidate piece of a file before merging: 0-based rows, inclusive. */
export interface Unit {
  startRow: number;
  endRow: number;
  kind: ChunkKind;
  symbols: string[];
  parents: string[];
  isDefinition: boolean;
  /** A comment or attribute that belongs to whatever follows it. */
  isLead: boolean;
  /** Never merged into the unit above: the header of a definition too large for one chunk. */
  opensChunk?: boolean;
}

export interface MergeLimits {
  /** Neighbours are merged while the sum stays below this many characters (indentation not counted). */
  mergeChars: number;
  /** A single unit larger than this is cut at lines. */
  maxChars: number;
}

/**
 * Turns units in file order into chunks that cover every non-blank line once: leading comments join the
 * definition below them, small neighbours are merged, oversized leaves are cut at line ends.
 */
export function mergeUnits(units: readonly Unit[], table: LineTable, limits: MergeLimits): ChunkSpan[] {
  const merged: Unit[] = [];
  for (const unit of attachLeads(coverLines(units, table))) {
    const previous = merged.at(-1);
    if (previous && canMerge(previous, unit, table, limits)) absorb(previous, unit);
    else merged.push({ ...unit, symbols: [...unit.symbols] });
  }
  return merged.flatMap((unit) => toSpans(unit, table, limits));
}

/** Closes gaps between units (they go to the later unit) and removes overlaps on a shared line. */
function coverLines(units: readonly Unit[], table: LineTable): Unit[] {
  const covered: Unit[] = [];
  let nextRow = 0;
  for (const unit of units) {
    const endRow = Math.min(unit.endRow, table.lines.length - 1);
    const previous = covered.at(-1);
    if (endRow < nextRow) {
      if (previous) {
        previous.symbols.push(...unit.symbols.filter((symbol) => !previous.symbols.includes(symbol)));
        previous.isDefinition ||= unit.isDefinition;
      }
      continue;
    }
    covered.push({ ...unit, symbols: [...unit.symbols], startRow: nextRow, endRow });
    nextRow = endRow + 1;
  }
  const last = covered.at(-1);
  if (last) last.endRow = table.lines.length - 1;
  else if (table.lines.length > 0) covered.push(plainUnit(0, table.lines.length - 1));
  return covered;
}

function plainUnit(startRow: number, endRow: number): Unit {
  return { startRow, endRow, kind: 'text', symbols: [], parents: [], isDefinition: false, isLead: false };
}

function attachLeads(units: readonly Unit[]): Unit[] {
  const attached: Unit[] = [];
  let leadStart: number | undefined;
  for (const unit of units) {
    if (unit.isLead) {
      leadStart ??= unit.startRow;
      continue;
    }
    attached.push(leadStart === undefined ? unit : { ...unit, startRow: leadStart });
    leadStart = undefined;
  }
  const last = units.at(-1);
  if (leadStart !== undefined && last) attached.push({ ...last, startRow: leadStart, isLead: false });
  return attached;
}

function canMerge(left: Unit, right: Unit, table: LineTable, limits: MergeLimits): boolean {
  if (right.opensChunk || table.sizeOf(left.startRow, right.endRow) > limits.mergeChars) return false;
  // Members join the header of their class and each other, never a neighbour outside it.
  return isPrefix(left.parents, right.parents);
}

function isPrefix(shorter: readonly string[], longer: readonly string[]): boolean {
  return shorter.length <= longer.length && shorter.every((name, index) => longer[index] === name);
}

function absorb(left: Unit, right: Unit): void {
  left.endRow = right.endRow;
  if (left.symbols.length === 0) left.kind = right.kind;
  left.symbols.push(...right.symbols.filter((symbol) => !left.symbols.includes(symbol)));
  left.isDefinition ||= right.isDefinition;
}

function toSpans(unit: Unit, table: LineTable, { maxChars }: MergeLimits): ChunkSpan[] {
  const spans: ChunkSpan[] = [];
  let startRow = unit.startRow;
  let size = 0;
  const close = (endRow: number): void => {
    const span = trimmedSpan(unit, { startRow, endRow, isFirst: spans.length === 0 }, table);
    if (span) spans.push(span);
    startRow = endRow + 1;
    size = 0;
  };
  for (let row = unit.startRow; row <= unit.endRow; row += 1) {
    const lineSize = table.sizeOf(row, row);
    if (size > 0 && size + lineSize > maxChars) close(row - 1);
    size += lineSize;
  }
  close(unit.endRow);
  return spans;
}

function trimmedSpan(
  unit: Unit,
  { startRow, endRow, isFirst }: { startRow: number; endRow: number; isFirst: boolean },
  { lines }: LineTable,
): ChunkSpan | undefined {
  let first = startRow;
  let last = endRow;
  while (first <= last && lines[first]?.trim() === '') first += 1;
  while (last >= first && lines[last]?.trim() === '') last -= 1;
  if (first > last) return undefined;
  return {
    startLine: first + 1,
    endLine: last + 1,
    kind: unit.kind,
    symbols: isFirst ? unit.symbols : [],
    parents: isFirst ? unit.parents : [...unit.parents, ...unit.symbols.slice(0, 1)],
    isDefinition: isFirst && unit.isDefinition,
  };
}
