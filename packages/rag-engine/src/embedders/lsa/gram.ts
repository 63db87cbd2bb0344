/** Mᵀ·M of a tall dense matrix with `width` columns, as a square of doubles. */
export function gram(dense: Float32Array, width: number): Float64Array {
  const square = new Float64Array(width * width);
  for (let start = 0; start < dense.length; start += width) {
    for (let left = 0; left < width; left += 1) {
      const value = dense[start + left] as number;
      if (value === 0) continue;
      const target = left * width;
      for (let right = left; right < width; right += 1) {
        square[target + right] =
          (square[target + right] as number) + value * (dense[start + right] as number);
      }
    }
  }
  for (let left = 0; left < width; left += 1) {
    for (let right = 0; right < left; right += 1)
      square[left * width + right] = square[right * width + left] as number;
  }
  return square;
}

export interface ProjectOptions {
  /** Columns of the dense matrix, rows of the small one. */
  width: number;
  /** Columns of the small matrix and of the result. */
  newWidth: number;
}

/** Dense · small. */
export function project(
  dense: Float32Array,
  small: Float64Array,
  { width, newWidth }: ProjectOptions,
): Float32Array {
  const rows = dense.length / width;
  const result = new Float32Array(rows * newWidth);
  for (let row = 0; row < rows; row += 1) {
    const target = row * newWidth;
    for (let inner = 0; inner < width; inner += 1) {
      const value = dense[row * width + inner] as number;
      if (value === 0) continue;
      const source = inner * newWidth;
      for (let column = 0; column < newWidth; column += 1) {
        result[target + column] =
          (result[target + column] as number) + value * (small[source + column] as number);
      }
    }
  }
  return result;
}
