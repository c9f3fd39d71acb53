import { describe, expect, it } from 'vitest';
import { toDataset } from '../../../../src/renderer/charts/lineOptions.ts';
import type { ChartSeries } from '../../../../src/renderer/charts/series.ts';
import { toColumns } from './samplePoints.ts';
import { sampleTheme } from './sampleTheme.ts';

const LINE: ChartSeries = {
  id: 'one',
  label: 'one',
  color: '--run-1',
  tone: 'solid',
  points: toColumns([
    { x: 1, y: 1 },
    { x: 2, y: 2 },
  ]),
};

describe('toDataset', () => {
  it('draws a line wide among few and thin among many', () => {
    const widthAmong = (among: number) =>
      toDataset(LINE, LINE.points, sampleTheme(), { among }).borderWidth;
    expect(widthAmong(2)).toBe(2);
    expect(widthAmong(50)).toBe(1);
  });

  it('draws no dashes where points are too close to see them, and draws such a line thin', () => {
    const light: ChartSeries = { ...LINE, tone: 'light' };
    const style = (perPixel: number) => {
      const { borderDash, borderWidth } = toDataset(light, LINE.points, sampleTheme(), {
        perPixel,
      });
      return { dashed: borderDash?.length !== 0, borderWidth };
    };
    expect(style(1)).toEqual({ dashed: true, borderWidth: 1.5 });
    expect(style(4)).toEqual({ dashed: false, borderWidth: 1 });
  });

  it('draws validation over training, and both over the noise of steps', () => {
    const order = (tone: ChartSeries['tone']): number =>
      toDataset({ ...LINE, tone }, LINE.points, sampleTheme()).order ?? 0;
    // chart.js draws a lower order later.
    expect(order('solid')).toBeLessThan(order('light'));
    expect(order('light')).toBeLessThan(order('fine'));
  });

  it('marks few points and no long line', () => {
    const long = toColumns(Array.from({ length: 100 }, (_, x) => ({ x, y: x })));
    expect(toDataset(LINE, LINE.points, sampleTheme()).pointRadius).toBeGreaterThan(0);
    expect(toDataset(LINE, long, sampleTheme()).pointRadius).toBe(0);
  });
});
