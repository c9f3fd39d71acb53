import { describe, expect, it } from 'vitest';
import { cautions, sameTestImages } from '../../../../src/shared/compare/cautions.ts';
import { metricRows } from '../../../../src/shared/compare/metricRows.ts';
import { setParam } from '../../../../src/shared/spec/setParam.ts';
import { finishedRun, presetSpec } from './runs.ts';

const limited = setParam(presetSpec('cnn'), 'dataset.testSamples', 500);

describe('metricRows', () => {
  it('gives each metric with its difference against the baseline and the best', () => {
    const runs = [
      finishedRun(),
      finishedRun({ testAccuracy: 0.925, testLoss: 0.25, parameters: 500_000 }),
      finishedRun({ testAccuracy: null, testLoss: null, testCount: null }),
    ];
    const row = (key: string) => metricRows(runs, 1).find((one) => one.key === key);
    expect(row('testAccuracy')).toMatchObject({
      best: 1,
      cells: [
        { value: 0.915, difference: expect.closeTo(-0.01, 10) as number },
        { value: 0.925, difference: null },
        { value: null, difference: null, interval: null },
      ],
    });
    expect(row('testAccuracy')?.cells[0]?.interval).toEqual({
      low: expect.closeTo(0.90937, 4) as number,
      high: expect.closeTo(0.92031, 4) as number,
    });
    expect(row('testLoss')?.best).toBe(0);
    expect(row('parameters')).toMatchObject({
      best: null,
      cells: [{ difference: 9_012_394 }, { difference: null }, { difference: 9_012_394 }],
    });
    expect(row('bestValAccuracy')?.cells[0]?.note).toBe('epoch 2');
    expect(row('bestValAccuracy')?.best).toBeNull();
    expect(row('secondsPerEpoch')?.cells[0]?.value).toBe(115);
  });
});

describe('sameTestImages', () => {
  it('needs the same seed where only a part of the test images was used', () => {
    const one = finishedRun({ testCount: 500 }, { spec: limited });
    const same = finishedRun({ testCount: 500 }, { spec: limited });
    const other = finishedRun({ testCount: 500 }, { spec: setParam(limited, 'seed', 2) });
    expect([sameTestImages(one, same), sameTestImages(one, other)]).toEqual([true, false]);
  });
});

describe('cautions', () => {
  it('has none for two finished runs on the same data and split', () => {
    expect(cautions([finishedRun(), finishedRun()])).toEqual([]);
  });

  it('names each reason', () => {
    const kinds = (...runs: Parameters<typeof cautions>[0]) =>
      cautions(runs).map(({ kind }) => kind);
    expect(kinds(finishedRun(), finishedRun({}, { datasetHash: 'else' }))).toEqual(['data']);
    expect(kinds(finishedRun(), finishedRun({ testCount: 500 }))).toEqual(['test-set']);
    expect(kinds(finishedRun(), finishedRun({}, { splitHash: 'else' }))).toEqual([
      'validation-split',
    ]);
    expect(kinds(finishedRun(), finishedRun({ testCount: null }))).toEqual(['unfinished']);
    expect(
      kinds(
        finishedRun({ testCount: 500 }, { spec: limited }),
        finishedRun({ testCount: 500 }, { spec: setParam(limited, 'seed', 2) }),
      ),
    ).toEqual(['seed']);
  });
});
