import { describe, expect, it } from 'vitest';
import {
  estimateTable,
  inRange,
  relativeError,
  type EstimateFigure,
} from '../../../../bench/estimate/estimateFigures.ts';

const figure = (actualSeconds: number): EstimateFigure => ({
  name: `took ${actualSeconds}`,
  corrections: 0,
  range: { low: 8, high: 12 },
  actualSeconds,
  modelled: { overhead: 1, epoch: 2, test: 3 },
  took: { overhead: 4, epoch: 5, test: 6 },
});

describe('inRange', () => {
  it.each([
    [7.9, false],
    [8, true],
    [12, true],
    [12.1, false],
  ])('a run of 8 to 12 s that took %d s: %s', (actual, expected) => {
    expect(inRange(figure(actual))).toBe(expected);
  });
});

describe('relativeError', () => {
  it('is above 0 where too much was said, and below where too little', () => {
    expect(relativeError(figure(8))).toBeCloseTo(0.25);
    expect(relativeError(figure(20))).toBeCloseTo(-0.5);
  });
});

describe('estimateTable', () => {
  it('says how many runs kept within their range and how far off the worst was', () => {
    const machine = { cpu: 'sample', cores: 2 };
    const text = estimateTable({ machine, figures: [figure(10), figure(20)] });
    expect(text).toContain(
      '| took 20 | 0 | 8.0–12.0 | 20.0 | no | −50 % | 1.00 / 4.00 | 2.00 / 5.00 | 3.00 / 6.00 |',
    );
    expect(text).toContain('1 of 2 in range; the middle of the range at most 50 % off');
  });
});
