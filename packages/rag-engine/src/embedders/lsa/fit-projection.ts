import { mulberry32 } from '../../text/mulberry32.ts';
import { gram, project } from './gram.ts';
import { multiply, multiplyTransposed, type SparseMatrix } from './sparse-matrix.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

const OVERSAMPLING = 16;
const POWER_STEPS = 2;

export interface Projection {
  dimensions: number;
  /** `dimensions` numbers per column of the matrix: multiply a row of the matrix by it to get the row's vector. */
  data: Float32Array;
}

/**
 * The leading right singular vectors of a sparse matrix by randomised range finding with power steps (Halko,
 * Martinsson & Tropp 2011, algorithms 4.4 and 5.1). The same matrix and seed give the same numbers.
 */
export function fitProjection(matrix: SparseMatrix, wanted: number, seed = 1): Projection {
  const most = Math.min(matrix.rowCount, matrix.columnCount);
  const dimensions = Math.min(wanted, most);
  const width = Math.min(dimensions + OVERSAMPLING, most);
  if (width === 0) return { dimensions: 0, data: new Float32Array(0) };
  const random = mulberry32(seed);
  const start = Float32Array.from({ length: matrix.columnCount * width }, () => gaussian(random));
  let basis = orthonormal(multiply(matrix, start, width), width);
  for (let step = 0; step < POWER_STEPS; step += 1) {
    const back = orthonormal(multiplyTransposed(matrix, basis, width), width);
    basis = orthonormal(multiply(matrix, back, width), width);
  }
  const reduced = multiplyTransposed(matrix, basis, width);
  const { values, vectors } = symmetricEigen(gram(reduced, width), width);
  const scaled = new Float64Array(width * dimensions);
  for (let row = 0; row < width; row += 1) {
    for (let column = 0; column < dimensions; column += 1) {
      const value = values[column] as number;
      scaled[row * dimensions + column] =
        value > 1e-8 ? (vectors[row * width + column] as number) / Math.sqrt(value) : 0;
    }
  }
  return { dimensions, data: project(reduced, scaled, { width, newWidth: dimensions }) };
}

/** Columns of unit length at right angles, by the eigenvectors of the Gram matrix: M·V·Λ^-½. */
function orthonormal(dense: Float32Array, width: number): Float32Array {
  const { values, vectors } = symmetricEigen(gram(dense, width), width);
  const largest = values[0] ?? 0;
  for (let column = 0; column < width; column += 1) {
    const value = values[column] as number;
    const factor = value > largest * 1e-12 ? 1 / Math.sqrt(value) : 0;
    for (let row = 0; row < width; row += 1)
      vectors[row * width + column] = (vectors[row * width + column] as number) * factor;
  }
  return project(dense, vectors, { width, newWidth: width });
}

/** Box and Muller's transform. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
