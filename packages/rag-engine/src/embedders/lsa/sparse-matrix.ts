/** A sparse matrix by rows: entries of row r are `offsets[r]..offsets[r + 1]`. */
export interface SparseMatrix {
  rowCount: number;
  columnCount: number;
  offsets: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
}

/** A · dense; `dense` has `width` numbers per column of A. */
export function multiply(matrix: SparseMatrix, dense: Float32Array, width: number): Float32Array {
  const { rowCount, offsets, columns, values } = matrix;
  const result = new Float32Array(rowCount * width);
  for (let row = 0; row < rowCount; row += 1) {
    const target = row * width;
    const end = offsets[row + 1] as number;
    for (let entry = offsets[row] as number; entry < end; entry += 1) {
      addScaled(
        { result, target, dense, source: (columns[entry] as number) * width },
        values[entry] as number,
        width,
      );
    }
  }
  return result;
}

/** Aᵀ · dense; `dense` has `width` numbers per row of A. */
export function multiplyTransposed(matrix: SparseMatrix, dense: Float32Array, width: number): Float32Array {
  const { rowCount, columnCount, offsets, columns, values } = matrix;
  const result = new Float32Array(columnCount * width);
  for (let row = 0; row < rowCount; row += 1) {
    const source = row * width;
    const end = offsets[row + 1] as number;
    for (let entry = offsets[row] as number; entry < end; entry += 1) {
      addScaled(
        { result, target: (columns[entry] as number) * width, dense, source },
        values[entry] as number,
        width,
      );
    }
  }
  return result;
}

interface Span {
  result: Float32Array;
  target: number;
  dense: Float32Array;
  source: number;
}

function addScaled({ result, target, dense, source }: Span, value: number, width: number): void {
  for (let index = 0; index < width; index += 1) {
    result[target + index] = (result[target + index] as number) + value * (dense[source + index] as number);
  }
}
