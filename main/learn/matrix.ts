/** The little linear algebra that a normal belief needs: symmetric positive definite matrices, row by row in one array. */

/** A diagonal as a whole matrix. */
export function diagonal(values: readonly number[]): number[] {
  const size = values.length;
  const matrix = Array.from({ length: size * size }, () => 0);
  values.forEach((value, at) => {
    matrix[at * size + at] = value;
  });
  return matrix;
}

/**
 * x' M^-1 x by the Cholesky factor of M: the variance of a sum with weights x under a belief of precision M. A matrix
 * that is not positive definite (rounding, a damaged row) counts as no knowledge: Infinity.
 */
export function inverseForm(matrix: readonly number[], x: readonly number[]): number {
  const lower = factorOf(matrix, x.length);
  if (lower === null) return Infinity;
  const solved = new Float64Array(x.length);
  let sum = 0;
  for (let row = 0; row < x.length; row += 1) {
    let rest = x[row] ?? 0;
    for (let column = 0; column < row; column += 1)
      rest -= (lower[row * x.length + column] ?? 0) * (solved[column] ?? 0);
    const value = rest / (lower[row * x.length + row] ?? 1);
    solved[row] = value;
    sum += value ** 2;
  }
  return sum;
}

/** Matrices are never changed, and each is asked about many times. */
const factors = new WeakMap<readonly number[], Float64Array | null>();

function factorOf(matrix: readonly number[], size: number): Float64Array | null {
  const known = factors.get(matrix);
  if (known !== undefined) return known;
  const factor = factorise(matrix, size);
  factors.set(matrix, factor);
  return factor;
}

function factorise(matrix: readonly number[], size: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let value = matrix[row * size + column] ?? 0;
      for (let at = 0; at < column; at += 1) value -= (lower[row * size + at] ?? 0) * (lower[column * size + at] ?? 0);
      if (column === row && !(value > 0)) return null;
      lower[row * size + column] = column === row ? Math.sqrt(value) : value / (lower[column * size + column] ?? 1);
    }
  }
  return lower;
}
