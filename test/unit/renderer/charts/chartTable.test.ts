import { describe, expect, it } from 'vitest';
import { chartTable, csvRows } from '../../../../src/renderer/charts/chartTable.ts';
import { fileName } from '../../../../src/renderer/charts/saveFile.ts';
import { toCsv } from '../../../../src/shared/csv/toCsv.ts';
import { toColumns } from './samplePoints.ts';

const series = [
  {
    id: 'a',
    label: '=cmd',
    color: '--run-0',
    tone: 'solid',
    points: toColumns([
      { x: 1, y: 4 },
      { x: 2, y: 8 },
    ]),
  },
  {
    id: 'b',
    label: 'b',
    heading: 'B',
    color: '--run-0',
    tone: 'fine',
    points: toColumns([
      { x: 0.5, y: -1 },
      { x: 2, y: 3 },
    ]),
  },
] as const;

describe('chartTable', () => {
  it('has a row for every x, and holes where a line has no point', () => {
    expect(chartTable(series, 'Epoch')).toEqual({
      columns: ['Epoch', '=cmd', 'B'],
      rows: [
        [0.5, null, -1],
        [1, 4, null],
        [2, 8, 3],
      ],
    });
  });

  it('adds smoothed values beside the raw ones', () => {
    const { columns, rows } = chartTable(series.slice(0, 1), 'Epoch', 0.5);
    expect(columns).toEqual(['Epoch', '=cmd', '=cmd, smoothed 0.5']);
    expect(rows).toEqual([
      [1, 4, 4],
      [2, 8, 10 / 1.5],
    ]);
  });

  it('disarms names in a file, not numbers', () => {
    expect(toCsv(csvRows(chartTable(series, 'Epoch')))).toBe(
      "Epoch,'=cmd,B\r\n0.5,,-1\r\n1,4,\r\n2,8,3\r\n",
    );
  });
});

it('names files so that every system takes them', () => {
  expect(fileName(['cnn · seed 1', 'Loss'], 'csv')).toBe('cnn-seed-1-loss.csv');
  expect(fileName(['../../x', ''], 'png')).toBe('x.png');
  expect(fileName(['', '···'], 'png')).toBe('chart.png');
});
