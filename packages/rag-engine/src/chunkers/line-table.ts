/** The lines of a text with their sizes, so that the size of any run of lines is one subtraction. */
export interface LineTable {
  lines: readonly string[];
  /** Characters without indentation in rows `startRow..endRow` (0-based, inclusive). */
  sizeOf(startRow: number, endRow: number): number;
}

export function createLineTable(text: string): LineTable {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  const sums = new Uint32Array(lines.length + 1);
  for (const [row, line] of lines.entries()) sums[row + 1] = (sums[row] ?? 0) + line.trim().length;
  return {
    lines,
    sizeOf: (startRow, endRow) => (sums[Math.min(endRow + 1, lines.length)] ?? 0) - (sums[startRow] ?? 0),
  };
}
