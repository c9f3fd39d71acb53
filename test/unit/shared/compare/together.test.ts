import { describe, expect, it } from 'vitest';
import { together } from '../../../../src/shared/compare/together.ts';
import { REFERENCE } from '../stats/reference.ts';
import { tested, truthOf } from './tested.ts';

const truth = truthOf(100);

describe('together', () => {
  it('finds what every run has wrong, most agreed upon first', () => {
    const runs = [
      tested('a', 100, (index) => index === 7 || index === 8 || index === 9),
      tested('b', 100, (index) => index === 8 || index === 9),
      tested('c', 100, (index) => index >= 8 && index < 12),
    ];
    const odd = runs[2]?.predictions;
    // One of them takes the ninth image for something else than the others do.
    if (odd) odd.classes[9] = 4;
    const { suspects } = together(runs, truth);
    expect(suspects.map(({ index, label, taken }) => [index, label, taken])).toEqual([
      [8, 8, 9],
      [9, 9, 0],
    ]);
    expect(suspects[0]).toMatchObject({ share: 1, confidence: expect.closeTo(0.54, 6) });
    expect(suspects[1]?.share).toBeCloseTo(2 / 3, 12);
    expect(suspects[1]?.said.map((said) => said.class)).toEqual([0, 0, 4]);
  });

  it('leaves out what was tested on other images or other data', () => {
    const runs = [
      tested('a', 100, () => false),
      tested('half', 50, () => true),
      tested('else', 100, () => true, { datasetHash: 'x' }),
      tested('untested', 100, () => true, { predictions: null }),
      tested('b', 100, (index) => index < 10),
    ];
    const found = together(runs, truth);
    expect(found.ids).toEqual(['a', 'b']);
    expect(found.agreement[0]?.[1]?.share).toBeCloseTo(0.9, 12);
    expect(found.agreement[1]?.[0]).toEqual(found.agreement[0]?.[1]);
    expect(found.suspects).toEqual([]);
  });

  it.each(REFERENCE.kappa)('has the kappa of statsmodels: $kappa', ({ table, kappa }) => {
    const pairs = table.flatMap((row, a) =>
      row.flatMap((count, b) => Array.from({ length: count }, () => [a, b] as const)),
    );
    const indices = Uint32Array.from(pairs, (_, index) => index);
    const run = (id: string, side: 0 | 1) => ({
      id,
      name: id,
      datasetHash: 'd',
      predictions: {
        indices,
        classes: Uint8Array.from(pairs, (pair) => pair[side]),
        confidences: Float32Array.from(pairs, () => 0.9),
      },
    });
    const { agreement } = together([run('a', 0), run('b', 1)], truthOf(pairs.length));
    expect(agreement[0]?.[1]?.kappa).toBeCloseTo(kappa, 12);
  });
});
