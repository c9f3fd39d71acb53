import { expect, it } from 'vitest';
import { matrixView } from '../../../src/renderer/charts/matrixView.ts';

const MATRIX = [
  [90, 10, 0],
  [5, 45, 0],
  [0, 0, 0],
];

it('gives totals, shares and a scale of its own to what was right and to errors', () => {
  const { rows, columnTotals, total } = matrixView(MATRIX, 'counts');
  expect(columnTotals).toEqual([95, 55, 0]);
  expect(rows.map((row) => row.total)).toEqual([100, 50, 0]);
  expect(total).toBe(150);
  expect(rows[0]?.cells[1]).toEqual({
    count: 10,
    ofTrue: 0.1,
    ofPredicted: 10 / 55,
    right: false,
    strength: 1,
  });
  expect(rows[1]?.cells[1]).toMatchObject({ right: true, strength: 0.5 });
});

it('scales by rows or by columns when those are shown, and survives empty ones', () => {
  const strengths = (mode: 'true' | 'predicted') =>
    matrixView(MATRIX, mode).rows.map((row) => row.cells.map(({ strength }) => strength));
  expect(strengths('true')).toEqual([
    [1, 1, 0],
    [1, 1, 0],
    [0, 0, 0],
  ]);
  expect(strengths('predicted')[1]?.[0]).toBeCloseTo(5 / 95 / (10 / 55));
});
