/** The terms of one fit. */
export interface LsaTerms {
  /** Term of the vocabulary to column of the fit, -1 when the fit leaves it out. */
  columnOf: Int32Array;
  /** Inverse frequency by column. */
  weights: Float32Array;
}

/** TF-IDF by column with unit length: `(1 + ln count) · idf`. */
export function weighTokens(
  sequences: readonly (Uint32Array | readonly number[])[],
  { columnOf, weights }: LsaTerms,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const sequence of sequences) {
    for (const token of sequence) {
      const column = columnOf[token] ?? -1;
      if (column >= 0) counts.set(column, (counts.get(column) ?? 0) + 1);
    }
  }
  let norm = 0;
  for (const [column, count] of counts) {
    const value = (1 + Math.log(count)) * (weights[column] ?? 0);
    counts.set(column, value);
    norm += value * value;
  }
  const factor = norm === 0 ? 0 : 1 / Math.sqrt(norm);
  for (const [column, value] of counts) counts.set(column, value * factor);
  return counts;
}
