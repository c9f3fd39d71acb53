import { describe, expect, it } from 'vitest';
import { drawWeights, type DrawnInitializer } from '../../../../src/trainer/model/drawWeights.ts';

const PLACE = { seed: 1, layer: 0, role: 'kernel' } as const;

/** The largest difference of MᵀM from the identity, M being rows × columns. */
const offIdentity = (matrix: Float32Array, rows: number, columns: number): number => {
  let worst = 0;
  for (let left = 0; left < columns; left += 1) {
    for (let right = 0; right < columns; right += 1) {
      let dot = 0;
      for (let row = 0; row < rows; row += 1) {
        dot += (matrix[row * columns + left] ?? 0) * (matrix[row * columns + right] ?? 0);
      }
      worst = Math.max(worst, Math.abs(dot - (left === right ? 1 : 0)));
    }
  }
  return worst;
};

const transposed = (matrix: Float32Array, rows: number, columns: number): Float32Array =>
  matrix.map((_, index) => matrix[(index % rows) * columns + Math.floor(index / rows)] ?? 0);

describe('glorotUniform', () => {
  it.each([
    [[20, 30], 6 / 50],
    [[3, 3, 8, 16], 6 / (9 * 24)],
  ])('fills %j evenly within its limit', (shape, square) => {
    const values = drawWeights('glorotUniform', shape, PLACE);
    const limit = Math.sqrt(square);
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(limit);
    // A uniform distribution on ±limit has the variance limit² / 3.
    expect(variance / (square / 3)).toBeCloseTo(1, 1);
  });

  it('depends on seed, layer and role', () => {
    const first = (place: Parameters<typeof drawWeights>[2]): number | undefined =>
      drawWeights('glorotUniform', [2, 2], place)[0];
    const all = [
      first(PLACE),
      first({ ...PLACE, seed: 2 }),
      first({ ...PLACE, layer: 1 }),
      first({ ...PLACE, role: 'recurrentKernel' }),
    ];
    expect(new Set(all).size).toBe(4);
    expect(first(PLACE)).toBe(all[0]);
  });
});

describe('the other initialisers', () => {
  // Variances by Keras's definitions for a kernel of 30 inputs and 20 outputs under a field of 9.
  it.each<[DrawnInitializer, number]>([
    ['glorotNormal', 2 / (9 * 50)],
    ['heUniform', 2 / (9 * 30)],
    ['heNormal', 2 / (9 * 30)],
    ['lecunUniform', 1 / (9 * 30)],
    ['lecunNormal', 1 / (9 * 30)],
    ['randomUniform', 0.05 ** 2 / 3],
    ['randomNormal', 0.05 ** 2],
    ['truncatedNormal', (0.05 * 0.8796) ** 2],
  ])('%s has mean 0 and its variance', (name, expected) => {
    const values = drawWeights(name, [3, 3, 30, 20], PLACE);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean) / Math.sqrt(expected)).toBeLessThan(0.06);
    expect(variance / expected).toBeGreaterThan(0.94);
    expect(variance / expected).toBeLessThan(1.06);
  });

  it.each(['glorotNormal', 'truncatedNormal'] as const)('%s is cut off', (name) => {
    const values = drawWeights(name, [100, 100], PLACE);
    const stddev = name === 'truncatedNormal' ? 0.05 : Math.sqrt(1 / 100) / 0.8796;
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(2 * stddev);
  });

  it('take a vector for as many inputs as outputs', () => {
    const values = drawWeights('glorotUniform', [600], PLACE);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(6 / 1200));
  });
});

describe('orthogonal', () => {
  const orthogonal = (shape: readonly number[], place: Parameters<typeof drawWeights>[2]) =>
    drawWeights('orthogonal', shape, place);

  it('has orthonormal columns when it is tall', () => {
    expect(offIdentity(orthogonal([24, 6], PLACE), 24, 6)).toBeLessThan(1e-6);
  });

  it('has orthonormal rows when it is wide, as an LSTM needs', () => {
    const matrix = orthogonal([8, 32], PLACE);
    expect(offIdentity(transposed(matrix, 8, 32), 32, 8)).toBeLessThan(1e-6);
  });

  it('does not prefer a sign', () => {
    const positive = orthogonal([40, 40], PLACE).filter((value) => value > 0).length;
    expect(positive / 1600).toBeCloseTo(0.5, 1);
  });
});
