import { describe, expect, it } from 'vitest';
import { runAxis } from '../../../../src/renderer/charts/axis.ts';

const times = {
  epochs: [{ seconds: 10 }, { seconds: 20 }],
  stepsPerEpoch: 188,
  secondsPerEpoch: 15,
};
const places = [0, 0.5, 1, 1.5, 2, 2.5];

describe('runAxis', () => {
  it('counts epochs as they are, and steps', () => {
    expect(places.map(runAxis('epoch', times).at)).toEqual(places);
    expect(places.map(runAxis('step', times).at)).toEqual([0, 94, 188, 282, 376, 470]);
    expect(runAxis('step', times).say(47_000)).toBe('Step 47,000');
  });

  it('counts seconds by each epoch’s own, and beyond them by the usual', () => {
    const axis = runAxis('time', times);
    expect(places.map(axis.at)).toEqual([0, 5, 10, 20, 30, 37.5]);
    expect(axis.label).toBe('Training time (s)');
  });

  it('counts a long run in minutes', () => {
    const axis = runAxis('time', { ...times, epochs: [{ seconds: 600 }] });
    expect([axis.label, axis.at(1), axis.say(2.5)]).toEqual([
      'Training time (min)',
      10,
      'After 2.5 min',
    ]);
  });
});
