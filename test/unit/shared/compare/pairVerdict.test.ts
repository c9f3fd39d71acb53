import { describe, expect, it } from 'vitest';
import { pairsOf, pairVerdict, pairVerdicts } from '../../../../src/shared/compare/pairVerdict.ts';
import { formatP } from '../../../../src/shared/compare/verdictWords.ts';
import { tested, truthOf } from './tested.ts';

const TOTAL = 10_000;
const truth = truthOf(TOTAL);
/** The first has 1,000 wrong. */
const base = tested('base', TOTAL, (index) => index < 1_000);
/** Has 130 of those right, and 93 others wrong: 37 more right. */
const better = tested('better', TOTAL, (index) => index >= 130 && index < 1_093);
/** Has 130 of those right, and 120 others wrong. */
const alike = tested('alike', TOTAL, (index) => index >= 130 && index < 1_120);

describe('pairVerdict', () => {
  it('says which is better, by how much and how sure that is', () => {
    expect(pairVerdict(base, better, truth)).toEqual({
      a: 'base',
      b: 'better',
      kind: 'better',
      total: TOTAL,
      bothRight: 8_907,
      onlyA: 93,
      onlyB: 130,
      bothWrong: 870,
      difference: 0.0037,
      interval: {
        low: expect.closeTo(0.00078, 5) as number,
        high: expect.closeTo(0.00668, 5) as number,
      },
      p: expect.closeTo(0.01327, 4) as number,
      pHolm: expect.closeTo(0.01327, 4) as number,
      family: 1,
      agreement: {
        share: expect.closeTo(0.9777, 10) as number,
        kappa: expect.closeTo(0.9752, 3) as number,
      },
      words:
        'better is better: 37 more images right of 10,000; a difference this large would be rare if they were equal (p = 0.013).',
    });
  });

  it('turns round with the two', () => {
    const verdict = pairVerdict(better, base, truth);
    expect(verdict).toMatchObject({ kind: 'worse', difference: -0.0037, onlyA: 130, onlyB: 93 });
    expect(verdict.words).toMatch(/^better is better: 37 more/);
  });

  it('calls noise what may be it', () => {
    const verdict = pairVerdict(base, alike, truth);
    expect(verdict).toMatchObject({ kind: 'noise', onlyA: 120, onlyB: 130 });
    expect(verdict.words).toBe(
      'Within noise: alike has 10 more images right of 10,000, but a difference this large would not be rare if they were equal (p = 0.53).',
    );
  });

  it('tells the same images from the same number of them', () => {
    const twin = tested('twin', TOTAL, (index) => index < 1_000);
    const other = tested('other', TOTAL, (index) => index >= 9_000);
    expect(pairVerdict(base, twin, truth)).toMatchObject({
      kind: 'noise',
      p: 1,
      words: 'No difference: both have 9,000 of 10,000 images right, and the same ones.',
    });
    expect(pairVerdict(base, other, truth).words).toBe(
      'Within noise: both have 9,000 of 10,000 images right, though not the same ones.',
    );
  });

  it('does not mind the order in which images were evaluated', () => {
    const { predictions } = better;
    if (!predictions) throw new Error('not tested');
    const shuffled = {
      ...better,
      predictions: {
        indices: predictions.indices.toReversed(),
        classes: predictions.classes.toReversed(),
        confidences: predictions.confidences.toReversed(),
      },
    };
    expect(pairVerdict(base, shuffled, truth)).toEqual(pairVerdict(base, better, truth));
  });

  it.each([
    ['untested', { predictions: null }, truth, 'run has no test evaluation'],
    ['other-data', { datasetHash: 'other' }, truth, 'tested on different data'],
    [
      'other-images',
      { predictions: tested('x', TOTAL - 1, () => false).predictions },
      truth,
      'not tested on the same images',
    ],
    ['unknown-labels', {}, null, 'not at hand'],
    ['unknown-labels', {}, { ...truth, datasetHash: 'other' }, 'not at hand'],
    ['unknown-labels', {}, truthOf(10), 'not at hand'],
  ] as const)('refuses, naming the reason: %s', (reason, part, labels, words) => {
    const verdict = pairVerdict(
      base,
      tested('run', TOTAL, () => false, part),
      labels,
    );
    expect(verdict).toMatchObject({ kind: 'refused', reason });
    expect(verdict.words).toContain(words);
    expect(verdict).not.toHaveProperty('p');
  });

  it('refuses as many images that are not the same', () => {
    const { predictions } = tested('run', TOTAL, () => false);
    if (!predictions) throw new Error('not tested');
    const moved = { ...predictions, indices: predictions.indices.map((index) => index + 1) };
    const verdict = pairVerdict(base, { ...base, predictions: moved }, truth);
    expect(verdict).toMatchObject({ kind: 'refused', reason: 'other-images' });
  });
});

describe('pairVerdicts', () => {
  it('corrects for the pairs that could be judged, and says so', () => {
    const waiting = tested('waiting', TOTAL, () => false, { predictions: null });
    const verdicts = pairVerdicts([base, better, alike, waiting], [truth]);
    expect(verdicts.map(({ a, b, kind }) => [a, b, kind])).toEqual([
      ['base', 'better', 'better'],
      ['base', 'alike', 'noise'],
      ['base', 'waiting', 'refused'],
      ['better', 'alike', 'worse'],
      ['better', 'waiting', 'refused'],
      ['alike', 'waiting', 'refused'],
    ]);
    const first = verdicts[0];
    if (first?.kind !== 'better') throw new Error('not judged');
    expect(first.family).toBe(3);
    // Second smallest of three, so twice its own.
    expect(first.pHolm).toBeCloseTo(2 * first.p, 12);
    expect(first.words).toContain('corrected for 3 pairs');
  });

  it('judges runs of each data set by its own images, and never across two', () => {
    const other = { ...truth, datasetHash: 'other' };
    const onOther = [base, better].map((run) => ({
      ...run,
      id: `${run.id} 2`,
      datasetHash: 'other',
    }));
    const verdicts = pairVerdicts([base, better, ...onOther], [truth, other]);
    expect(verdicts.map(({ a, b, kind }) => [a, b, kind])).toEqual([
      ['base', 'better', 'better'],
      ['base', 'base 2', 'refused'],
      ['base', 'better 2', 'refused'],
      ['better', 'base 2', 'refused'],
      ['better', 'better 2', 'refused'],
      ['base 2', 'better 2', 'better'],
    ]);
    const [first] = pairVerdicts(onOther, [truth]);
    expect(first).toMatchObject({ kind: 'refused', reason: 'unknown-labels' });
  });

  it('no longer calls rare what is rare once in so many pairs', () => {
    const others = Array.from({ length: 5 }, (_, at) =>
      tested(`other ${at}`, TOTAL, (index) => index < 1_000 + (at % 2)),
    );
    const [verdict] = pairVerdicts([base, better, ...others], [truth]);
    expect(verdict?.kind).toBe('noise');
  });
});

describe('pairsOf', () => {
  it('has all pairs up to six runs and the baseline’s beyond, the baseline’s first', () => {
    expect(pairsOf(['a', 'b', 'c'])).toEqual([
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ]);
    expect(pairsOf([0, 1, 2, 3, 4, 5])).toHaveLength(15);
    expect(pairsOf([0, 1, 2, 3, 4, 5, 6]).map(([a]) => a)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('formatP', () => {
  it.each([
    [1, 'p = 1'],
    [0.532, 'p = 0.53'],
    [0.0496, 'p = 0.050'],
    [0.00312, 'p = 0.0031'],
    [0.00031, 'p = 0.0003'],
    [0.00001, 'p < 0.0001'],
    [0, 'p < 0.0001'],
  ])('%f', (p, text) => {
    expect(formatP(p)).toBe(text);
  });
});
