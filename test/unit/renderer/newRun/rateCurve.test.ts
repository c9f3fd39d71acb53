import { describe, expect, it } from 'vitest';
import {
  draftFromPreset,
  type DraftSpec,
} from '../../../../src/renderer/components/newRun/draft.ts';
import { rateForecast, ratePath } from '../../../../src/renderer/components/newRun/rateCurve.ts';
import {
  newSchedule,
  type ScheduleType,
} from '../../../../src/shared/spec/training/schedules/index.ts';

function training(
  type: ScheduleType,
  change: Partial<DraftSpec['training']> = {},
): DraftSpec['training'] {
  const draft = draftFromPreset('cnn');
  if (!draft) throw new Error('the preset cnn is gone');
  return { ...draft.spec.training, epochs: 4, schedule: newSchedule(type), ...change };
}

describe('rateForecast', () => {
  it('follows half a cosine from the base rate nearly to zero', () => {
    const forecast = rateForecast(training('cosine'), 100);
    if (forecast.kind !== 'curve') throw new Error(forecast.kind);
    const rates = forecast.points.map(({ rate }) => rate);
    expect(rates[0]).toBe(0.001);
    expect(rates.at(-1)).toBeLessThan(1e-7);
    expect(rates.every((rate, index) => index === 0 || rate < (rates[index - 1] ?? 0))).toBe(true);
    expect(forecast.points.at(-1)?.epoch).toBeCloseTo(399 / 100);
  });

  it('thins a long run and still has its first and last step', () => {
    const forecast = rateForecast(training('exponential', { epochs: 10_000 }), 750);
    if (forecast.kind !== 'curve') throw new Error(forecast.kind);
    expect(forecast.points.length).toBeLessThan(300);
    expect(forecast.points[0]?.epoch).toBe(0);
    expect(forecast.points.at(-1)?.epoch).toBeCloseTo(10_000 - 1 / 750);
  });

  it('has one point for a run of one step', () => {
    const forecast = rateForecast(training('cosine', { epochs: 1 }), 1);
    expect(forecast).toMatchObject({ kind: 'curve', points: [{ epoch: 0, rate: 0.001 }] });
  });

  it('does not foretell what validation decides', () => {
    expect(rateForecast(training('reduceOnPlateau'), 100)).toEqual({ kind: 'unforeseeable' });
  });

  it.each([
    ['epochs being typed', training('cosine', { epochs: '' }), 100],
    ['half an epoch', training('cosine', { epochs: 1.5 }), 100],
    [
      'no learning rate',
      training('cosine', { optimizer: { type: 'Adam', learningRate: '' } }),
      100,
    ],
    ['a wrong option', training('cosine', { schedule: { type: 'cosine', alpha: 2 } }), 100],
    ['no steps', training('cosine'), null],
  ])('says nothing of %s', (_, options, steps) => {
    expect(rateForecast(options, steps)).toEqual({ kind: 'unknown' });
  });
});

it('draws the highest rate at the top, and holds the last one to the end', () => {
  const points = [
    { epoch: 0, rate: 0.2 },
    { epoch: 1, rate: 0.1 },
  ];
  expect(ratePath(points, 2, { width: 100, height: 50 })).toBe('M0.0 0.0L50.0 25.0H100');
});
