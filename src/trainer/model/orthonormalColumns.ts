/**
 * The Q of a QR decomposition whose R has a positive diagonal, which makes Q uniform over all such
 * matrices when `matrix` is standard normal: F. Mezzadri, "How to generate random matrices from the
 * classical compact groups" (2007). By modified Gram–Schmidt, each column twice, as W. Kahan showed
 * to be enough.
 *
 * @param matrix rows × columns, row by row, of full rank; left as it is
 * @param rows >= columns
 * @returns rows × columns, row by row, with orthonormal columns
 */
export function orthonormalColumns(
  matrix: Float64Array,
  rows: number,
  columns: number,
): Float64Array {
  const basis: Float64Array[] = [];
  for (let column = 0; column < columns; column += 1) {
    const vector = Float64Array.from(
      { length: rows },
      (_, row) => matrix[row * columns + column] ?? 0,
    );
    for (let pass = 0; pass < 2; pass += 1) {
      for (const other of basis) subtractProjection(vector, other);
    }
    basis.push(normalized(vector));
  }
  return Float64Array.from(
    { length: rows * columns },
    (_, index) => basis[index % columns]?.[Math.floor(index / columns)] ?? 0,
  );
}

function subtractProjection(vector: Float64Array, unit: Float64Array): void {
  const along = dot(vector, unit);
  for (let index = 0; index < vector.length; index += 1) {
    vector[index] = (vector[index] ?? 0) - along * (unit[index] ?? 0);
  }
}

function normalized(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) {
    sum += (left[index] ?? 0) * (right[index] ?? 0);
  }
  return sum;
}
