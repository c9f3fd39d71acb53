import { describe, expect, it } from 'vitest';
import { startPeakMeter } from '../../../../src/trainer/session/peakMeter.ts';

/** A process whose memory the test decides; its peak begins anew only where it can be reset. */
function books(resettable: boolean) {
  const state = { current: 300, highest: 900 };
  return {
    state,
    grow: (to: number) => {
      state.current = to;
      state.highest = Math.max(state.highest, to);
    },
    reset: () => {
      if (!resettable) throw new Error('not here');
      state.highest = state.current;
    },
    highest: () => state.highest,
    current: () => state.current,
  };
}

describe('startPeakMeter', () => {
  it('measures the run alone, also after a larger one in the same process', () => {
    const own = books(true);
    const meter = startPeakMeter(own);
    own.grow(500);
    own.grow(400);
    expect(meter.peak()).toBe(500);
  });

  it('takes what was sampled where the peak is still the one of a run before', () => {
    const own = books(false);
    const meter = startPeakMeter(own);
    own.grow(500);
    meter.sample();
    own.grow(400);
    expect(meter.peak()).toBe(500);
  });

  it('takes the peak that the run itself raised', () => {
    const own = books(false);
    const meter = startPeakMeter(own);
    own.grow(1200);
    own.grow(400);
    expect(meter.peak()).toBe(1200);
  });

  it('reads this very process', () => {
    const meter = startPeakMeter();
    expect(meter.peak()).toBeGreaterThan(10e6);
  });
});
