import { describe, expect, test } from 'vitest';
import { hasRepetitions, seedGroups } from '../../../../src/shared/compare/seedGroups.ts';
import { seedVerdicts } from '../../../../src/shared/compare/seedVerdict.ts';
import { seedList } from '../../../../src/shared/compare/seedWords.ts';
import type { ComparedRun } from '../../../../src/shared/model/run.ts';
import { finishedRun, presetSpec } from '../../renderer/compare/runs.ts';
import { REFERENCE } from '../stats/reference.ts';

let number = 0;

/** A finished run of a preset with a seed and a test accuracy. */
function repeated(
  preset: string,
  seed: number,
  testAccuracy: number,
  detail: Parameters<typeof finishedRun>[1] = {},
): ComparedRun {
  number += 1;
  const name = `${preset} · seed ${seed}`;
  return finishedRun(
    {
      id: `R${number}`,
      number,
      name,
      model: preset,
      seed,
      testAccuracy,
      testLoss: 1 - testAccuracy,
    },
    { spec: { ...presetSpec(preset), seed }, ...detail },
  );
}

function series(preset: string, accuracies: readonly number[], first = 1): readonly ComparedRun[] {
  return accuracies.map((accuracy, index) => repeated(preset, first + index, accuracy));
}

/** One verdict of two specs. */
function verdictOn(a: readonly ComparedRun[], b: readonly ComparedRun[]) {
  const [verdict] = seedVerdicts(seedGroups([...a, ...b]));
  if (!verdict) throw new Error('no verdict');
  return verdict;
}

describe('seedGroups', () => {
  test('gathers runs that differ in their seed alone, in the order of their first', () => {
    const [cnn1, rnn, cnn2] = [
      repeated('cnn', 5, 0.91),
      repeated('rnn', 1, 0.88),
      repeated('cnn', 2, 0.93),
    ];
    const groups = seedGroups([cnn1, rnn, cnn2]);
    expect(groups.map(({ name }) => name)).toEqual(['cnn', 'rnn · seed 1']);
    expect(groups[0]?.seeds).toEqual([2, 5]);
    expect(groups[0]?.accuracies).toEqual([0.93, 0.91]);
    expect(groups[0]?.accuracy?.mean).toBeCloseTo(0.92, 12);
    expect(groups[0]?.loss?.mean).toBeCloseTo(0.08, 12);
    expect(groups[1]?.accuracy?.interval).toBeNull();
    expect(hasRepetitions(groups)).toBe(true);
    expect(hasRepetitions(seedGroups([cnn1, rnn]))).toBe(false);
  });

  test('counts a seed once, its latest run, and only what was trained to the end', () => {
    const stopped = repeated('cnn', 9, 0.5);
    const groups = seedGroups([
      repeated('cnn', 1, 0.8),
      repeated('cnn', 1, 0.9),
      { ...stopped, summary: { ...stopped.summary, state: 'stopped' } },
    ]);
    expect(groups[0]?.runs).toHaveLength(3);
    expect(groups[0]?.accuracies).toEqual([0.9]);
  });

  test('does not mix runs of different data', () => {
    const runs = [repeated('cnn', 1, 0.9), repeated('cnn', 2, 0.9, { datasetHash: 'other' })];
    const groups = seedGroups(runs);
    expect(groups).toHaveLength(2);
    expect(new Set(groups.map(({ name }) => name)).size).toBe(2);
  });
});

describe('seedVerdicts', () => {
  test.each(REFERENCE.tTests.filter(({ paired }) => paired !== undefined))(
    'the same seeds are paired: $first against $second, as SciPy has it',
    ({ first, second, paired }) => {
      const verdict = verdictOn(series('cnn', first), series('rnn', second));
      if (verdict.kind === 'refused' || !paired) throw new Error('refused');
      expect(verdict.test).toBe('paired');
      expect(verdict.result.p).toBeCloseTo(paired.p, 10);
      expect(verdict.result.t).toBeCloseTo(paired.t, 8);
      expect(verdict.result.interval.low).toBeCloseTo(paired.low, 10);
      expect(verdict.why).toContain(`the same ${first.length} seeds (1–${first.length})`);
    },
  );

  test.each(REFERENCE.tTests)(
    'other seeds are not: $first against $second, as SciPy has Welch’s',
    ({ first, second, welch }) => {
      const verdict = verdictOn(series('cnn', first), series('rnn', second, 50));
      if (verdict.kind === 'refused') throw new Error(verdict.words);
      expect(verdict.test).toBe('welch');
      expect(verdict.result.p).toBeCloseTo(welch.p, 10);
      expect(verdict.result.freedom).toBeCloseTo(welch.freedom, 8);
      expect(verdict.why).toContain('their seeds are not the same');
    },
  );

  test('says which is better, or that it is the noise of the seed', () => {
    const low = series('cnn', [0.9, 0.901, 0.902, 0.9, 0.901]);
    const high = series('rnn', [0.921, 0.92, 0.923, 0.922, 0.921]);
    expect(verdictOn(low, high)).toMatchObject({ kind: 'better' });
    expect(verdictOn(low, high).words).toMatch(
      /^rnn is better beyond the noise of the seed: on average 2\.06/,
    );
    expect(verdictOn(high, low)).toMatchObject({ kind: 'worse' });
    const wide = series('rnn', [0.88, 0.93, 0.9, 0.87, 0.94]);
    expect(verdictOn(low, wide).kind).toBe('noise');
    expect(verdictOn(low, wide).words).toMatch(/^Within the noise of the seed: /);
  });

  test('several pairs are corrected together by Holm’s method', () => {
    const groups = seedGroups([
      ...series('cnn', [0.9, 0.91, 0.905]),
      ...series('rnn', [0.91, 0.922, 0.914]),
      ...series('cnn2', [0.93, 0.931, 0.92], 20),
    ]);
    const verdicts = seedVerdicts(groups);
    expect(verdicts).toHaveLength(3);
    for (const verdict of verdicts) {
      if (verdict.kind === 'refused') throw new Error(verdict.words);
      expect(verdict.family).toBe(3);
      expect(verdict.pHolm).toBeGreaterThanOrEqual(verdict.result.p);
      expect(verdict.words).toContain('corrected for 3 pairs');
    }
  });

  test('refuses, and says why', () => {
    const [one, two] = [series('cnn', [0.9, 0.91]), series('rnn', [0.92])];
    expect(verdictOn(one, two)).toMatchObject({ kind: 'refused', reason: 'few' });
    expect(verdictOn(one, two).words).toContain('repeat with more');
    const elsewhere = [1, 2].map((seed) => repeated('rnn', seed, 0.9, { datasetHash: 'x' }));
    expect(verdictOn(one, elsewhere)).toMatchObject({ kind: 'refused', reason: 'other-data' });
    const same = series('rnn', [0.9, 0.91]);
    expect(verdictOn(one, same)).toMatchObject({ kind: 'refused', reason: 'no-spread' });
  });

  test('seeds are listed in spans', () => {
    expect(seedList([1, 2, 3, 7, 9, 10])).toBe('1–3, 7, 9–10');
  });
});
