import { describe, expect, it } from 'vitest';
import { judgeClaims, type Measurement } from '../../../../src/shared/study/claims.ts';

const measure = (preset: Measurement['preset'], ...accuracies: readonly number[]): Measurement => ({
  preset,
  accuracies,
  testCount: 10_000,
});

function verdicts(...measurements: readonly Measurement[]): Readonly<Record<string, string>> {
  return Object.fromEntries(judgeClaims(measurements).map(({ id, verdict }) => [id, verdict]));
}

describe('judgeClaims', () => {
  it('finds the contradictions without measuring anything', () => {
    expect(verdicts()).toEqual({
      'cnn-printed': 'not measured yet',
      'cnn-written': 'not measured yet',
      'cnn-figures': 'contradicts itself',
      'cnn2-printed': 'not measured yet',
      'cnn2-written': 'not measured yet',
      'cnn2-figures': 'contradicts itself',
      'rnn-printed': 'not measured yet',
      'rnn-written': 'not measured yet',
      'rnn-figures': 'contradicts itself',
      'cnn2-beats-cnn': 'not measured yet',
      'cnn-beats-rnn': 'not measured yet',
      'cnn2-rnn-identical': 'contradicts itself',
    });
  });

  it('judges single runs by Wilson intervals', () => {
    expect(
      verdicts(measure('cnn', 0.9251), measure('cnn2', 0.926), measure('rnn', 0.89)),
    ).toMatchObject({
      'cnn-printed': 'reproduced',
      'cnn2-written': 'not reproduced',
      'cnn2-beats-cnn': 'not reproduced',
      'cnn-beats-rnn': 'reproduced',
    });
  });

  it('judges several seeds by their spread', () => {
    const judged = judgeClaims([
      measure('cnn', 0.92, 0.922, 0.924),
      measure('cnn2', 0.93, 0.931, 0.932),
    ]);
    expect(judged.find(({ id }) => id === 'cnn2-beats-cnn')?.verdict).toBe('reproduced');
    expect(judged.find(({ id }) => id === 'cnn-printed')).toMatchObject({
      verdict: 'reproduced',
      numbers: '92.20 % ± 0.20 % over 3 seeds (95 % 91.70 % to 92.70 %)',
    });
  });

  it('does not call a model ahead that is behind', () => {
    expect(verdicts(measure('cnn', 0.88), measure('rnn', 0.92))['cnn-beats-rnn']).toBe(
      'not reproduced',
    );
  });
});
