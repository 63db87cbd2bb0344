import { CodexError } from '@codexos/utils/errors';
import type { ViewChunk } from '../lexical/search-view.ts';

/** Unit vectors of chunks, flat and in memory: exact search over 20,000 of 384 numbers takes about 10 ms. */
export interface VectorSet {
  embedderId: string;
  dimensions: number;
  /** Chunk key to row of `data`. */
  rows: ReadonlyMap<string, number>;
  data: Float32Array;
}

/** Names a chunk by its content, so that its vector survives a move of the file. */
export function vectorKeyOf({ document, span }: ViewChunk): string {
  return `${document.blobHash}:${span.startLine}-${span.endLine}`;
}

/** Builds a set from vectors of any length, brought to length one. Throws MODEL_FAILED when dimensions differ. */
export function createVectorSet(
  embedderId: string,
  entries: Iterable<readonly [key: string, vector: Float32Array]>,
): VectorSet {
  const list = [...new Map(entries)];
  const dimensions = list[0]?.[1].length ?? 0;
  const data = new Float32Array(list.length * dimensions);
  const rows = new Map<string, number>();
  for (const [row, [key, vector]] of list.entries()) {
    if (vector.length !== dimensions) {
      throw new CodexError({
        code: 'MODEL_FAILED',
        message: `${embedderId} gave vectors of ${dimensions} and of ${vector.length} numbers.`,
      });
    }
    data.set(toUnit(vector), row * dimensions);
    rows.set(key, row);
  }
  return { embedderId, dimensions, rows, data };
}

export function vectorOf(set: VectorSet, key: string): Float32Array | undefined {
  const row = set.rows.get(key);
  return row === undefined ? undefined : set.data.subarray(row * set.dimensions, (row + 1) * set.dimensions);
}

/** The vector with length one; zeros stay zeros. */
export function toUnit(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  if (sum === 0) return vector;
  const factor = 1 / Math.sqrt(sum);
  return vector.map((value) => value * factor);
}

/** Dot product; the cosine for unit vectors. */
export function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1)
    sum += (left[index] as number) * (right[index] as number);
  return sum;
}
