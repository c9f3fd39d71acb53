import { describe, expect, it } from 'vitest';
import { frameFigures } from '../../../../bench/window/frameFigures.ts';

describe('frameFigures', () => {
  it('counts frames a second over all of the time', () => {
    const figures = frameFigures([0, 10, 20, 30, 40]);
    expect(figures.perSecond).toBeCloseTo(100);
    expect(figures.late).toBe(0);
    expect(figures.longestMs).toBe(10);
  });

  it('says how many took longer than a fiftieth of a second', () => {
    const figures = frameFigures([0, 16.7, 33.3, 133.3, 150]);
    expect(figures.late).toBe(0.25);
    expect(figures.longestMs).toBeCloseTo(100);
    expect(figures.p95Ms).toBeGreaterThan(16.7);
  });

  it.each([[[]], [[5]], [[5, 5]]])('has no figures of %j', (begins) => {
    expect(() => frameFigures(begins)).toThrow(/two frames/);
  });
});
