import { describe, expect, it } from 'vitest';
import { startStopwatch } from '../../../../src/trainer/session/stopwatch.ts';
import { createThrottle } from '../../../../src/trainer/session/throttle.ts';
import { createWorkEstimate } from '../../../../src/trainer/session/workEstimate.ts';

/** A clock that stands until it is moved, in milliseconds. */
function clock(): { now: () => number; move(by: number): void } {
  let time = 5000;
  return {
    now: () => time,
    move: (by) => {
      time += by;
    },
  };
}

describe('startStopwatch', () => {
  it('leaves pauses out, also when it is paused or resumed twice', () => {
    const { now, move } = clock();
    const watch = startStopwatch(now);
    move(1000);
    watch.pause();
    move(9000);
    watch.pause();
    expect(watch.seconds()).toBe(1);
    watch.resume();
    watch.resume();
    move(500);
    expect(watch.seconds()).toBe(1.5);
  });
});

describe('createThrottle', () => {
  it('allows the first, and then one an interval', () => {
    const { now, move } = clock();
    const due = createThrottle(100, now);
    const asked = [0, 99, 1, 50, 50, 250, 1].map((wait) => {
      move(wait);
      return due();
    });
    expect(asked).toEqual([true, false, true, false, true, true, false]);
  });
});

describe('createWorkEstimate', () => {
  it('knows nothing before anything was measured', () => {
    const estimate = createWorkEstimate();
    expect(estimate.secondsFor({ training: 100, evaluation: 100 })).toBe(0);
    expect(estimate.imagesPerSecond('training')).toBe(0);
  });

  it('forgets the warm-up, and follows a machine that slows down', () => {
    const estimate = createWorkEstimate();
    estimate.record('training', 100, 50);
    estimate.record('training', 100, 1);
    expect(estimate.secondsFor({ training: 1000, evaluation: 0 })).toBeCloseTo(10, 10);
    for (let step = 0; step < 100; step += 1) estimate.record('training', 100, 2);
    expect(estimate.imagesPerSecond('training')).toBeCloseTo(50, 0);
  });

  it('guesses evaluation from training until it was measured', () => {
    const estimate = createWorkEstimate();
    estimate.record('training', 100, 3);
    expect(estimate.secondsFor({ training: 0, evaluation: 100 })).toBeCloseTo(1, 10);
    estimate.record('evaluation', 100, 2);
    expect(estimate.secondsFor({ training: 100, evaluation: 100 })).toBeCloseTo(5, 10);
  });
});
