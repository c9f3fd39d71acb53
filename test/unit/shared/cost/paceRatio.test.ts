import { describe, expect, it } from 'vitest';
import { paceRatio, timeParts } from '../../../../src/shared/cost/paceRatio.ts';

const took = { seconds: 12, epochs: 3, epochSeconds: 7, firstEpochSeconds: 3, testSeconds: 1 };

describe('timeParts', () => {
  it('takes an epoch to be as those after the first, and what is beyond them as overhead', () => {
    expect(timeParts(took)).toEqual({ overhead: 5, epoch: 2, test: 1 });
  });

  it('leaves the first steps out of an only epoch, and never most of it', () => {
    const one = { ...took, epochs: 1 };
    const of = (seconds: number) =>
      timeParts({ ...one, epochSeconds: seconds, firstEpochSeconds: seconds }).epoch;
    expect(of(10)).toBeCloseTo(9.8);
    expect(of(0.1)).toBeCloseTo(0.07);
  });

  it('has no less than nothing for overhead', () => {
    expect(timeParts({ ...took, seconds: 6 }).overhead).toBe(0);
  });
});

describe('paceRatio', () => {
  it('divides what was taken by what was modelled, and has nothing of what was not there', () => {
    const modelled = { overhead: 10, epoch: 1, test: 0 };
    const ratio = paceRatio('dense', modelled, { ...took, testSeconds: null });
    expect(ratio).toEqual({ family: 'dense', overhead: 0.6, epoch: 2, test: null });
  });
});
