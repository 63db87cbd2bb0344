/** Eigenvalues and vectors of a symmetric matrix, largest first; column j of `vectors` belongs to `values[j]`. */
export interface Eigen {
  values: Float64Array;
  vectors: Float64Array;
}

const MAX_SWEEPS = 12;

/** Cyclic Jacobi rotations (Golub & Van Loan, 8.5): slow for large matrices, exact enough and short for 200. */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const work = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let index = 0; index < size; index += 1) vectors[index * size + index] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep += 1) {
    const limit = 1e-9 * largestDiagonal(work, size);
    let hasRotated = false;
    for (let row = 0; row < size - 1; row += 1) {
      for (let column = row + 1; column < size; column += 1) {
        if (Math.abs(work[row * size + column] as number) <= limit) continue;
        rotate({ work, vectors, size, row, column });
        hasRotated = true;
      }
    }
    if (!hasRotated) break;
  }
  return sorted(work, vectors, size);
}

interface Rotation {
  work: Float64Array;
  vectors: Float64Array;
  size: number;
  row: number;
  column: number;
}

function rotate({ work, vectors, size, row, column }: Rotation): void {
  const off = work[row * size + column] as number;
  const theta = ((work[column * size + column] as number) - (work[row * size + row] as number)) / (2 * off);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const angle = { cosine, sine: tangent * cosine };
  for (let index = 0; index < size; index += 1) mix(work, index * size + row, index * size + column, angle);
  for (let index = 0; index < size; index += 1) mix(work, row * size + index, column * size + index, angle);
  for (let index = 0; index < size; index += 1)
    mix(vectors, index * size + row, index * size + column, angle);
}

function mix(
  array: Float64Array,
  first: number,
  second: number,
  { cosine, sine }: { cosine: number; sine: number },
): void {
  const left = array[first] as number;
  const right = array[second] as number;
  array[first] = cosine * left - sine * right;
  array[second] = sine * left + cosine * right;
}

function largestDiagonal(work: Float64Array, size: number): number {
  let largest = 0;
  for (let index = 0; index < size; index += 1)
    largest = Math.max(largest, Math.abs(work[index * size + index] as number));
  return largest;
}

function sorted(work: Float64Array, vectors: Float64Array, size: number): Eigen {
  const order = Array.from({ length: size }, (_, index) => index).sort(
    (left, right) => (work[right * size + right] as number) - (work[left * size + left] as number),
  );
  const values = Float64Array.from(order, (index) => work[index * size + index] as number);
  const columns = new Float64Array(size * size);
  for (const [target, source] of order.entries()) {
    for (let row = 0; row < size; row += 1)
      columns[row * size + target] = vectors[row * size + source] as number;
  }
  return { values, vectors: columns };
}
