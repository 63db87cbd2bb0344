import type { DiffRow } from './diff-text';

export interface RowGroup {
  /** Equal rows that are far from every difference. */
  isFar: boolean;
  rows: readonly DiffRow[];
}

const CONTEXT = 2;
/** Fewer rows than this take no more room than the line that stands for them. */
const LEAST_FOLDED = 4;

/** Puts equal rows together that are not next to a difference. */
export function foldRows(rows: readonly DiffRow[]): RowGroup[] {
  const near = new Uint8Array(rows.length);
  rows.forEach(({ isSame }, index) => {
    if (!isSame) near.fill(1, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
  });
  const groups: { isFar: boolean; rows: DiffRow[] }[] = [];
  rows.forEach((row, index) => {
    const isFar = near[index] === 0;
    const last = groups.at(-1);
    if (last?.isFar === isFar) last.rows.push(row);
    else groups.push({ isFar, rows: [row] });
  });
  return groups.map((group) => ({ ...group, isFar: group.isFar && group.rows.length >= LEAST_FOLDED }));
}
