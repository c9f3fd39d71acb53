import { describe, expect, it } from 'vitest';
import type { StudyRun } from '../../../../src/shared/study/modelReproduction.ts';
import { reproduce } from '../../../../src/shared/study/reproduction.ts';
import { STUDY_SIZE, TRIAL_SIZE } from '../../../../src/shared/study/studySize.ts';
import { studyRun, studyRuns } from './studyRuns.ts';

const claims = (...runs: readonly (readonly StudyRun[])[]) =>
  new Map(reproduce(STUDY_SIZE, runs.flat()).claims.map((claim) => [claim.id, claim] as const));

describe('the study’s claims', () => {
  it('contradict each other without anything being measured', () => {
    const verdicts = [...claims().values()].map(({ id, verdict }) => [id, verdict]);
    const contradicted = verdicts.filter(([, verdict]) => verdict === 'contradicts itself');
    expect(contradicted.map(([id]) => id)).toEqual([
      'cnn-figures',
      'cnn2-figures',
      'rnn-figures',
      'cnn2-cnn-order',
      'cnn2-rnn-order',
      'cnn2-rnn-identical',
    ]);
    expect(verdicts).toHaveLength(12 + 3 + 6);
    expect(new Set(verdicts.map(([, verdict]) => verdict))).toEqual(
      new Set(['not measured yet', 'contradicts itself']),
    );
    expect(claims().get('cnn2-cnn-order')?.numbers).toBe(
      'wrote 94.37 % against 92.35 %; printed 91.83 % against 92.51 %',
    );
  });

  it('are judged by Wilson intervals where there is one run, and a loss not at all', () => {
    const judged = claims(
      studyRuns('cnn', 0.9251),
      studyRuns('cnn2', 0.926),
      studyRuns('rnn', 0.89),
    );
    const verdict = (id: string) => judged.get(id)?.verdict;
    expect(verdict('cnn-printed-accuracy')).toBe('reproduced');
    expect(verdict('cnn2-written-accuracy')).toBe('not reproduced');
    expect(verdict('cnn2-beats-cnn')).toBe('not reproduced');
    expect(verdict('cnn-beats-rnn')).toBe('reproduced');
    expect(judged.get('cnn-printed-loss')).toMatchObject({
      verdict: 'not measured yet',
      numbers: '0.2500 in one run',
    });
    expect(judged.get('cnn-printed-accuracy')?.rule).toContain('noise of the seed');
  });

  it('allow for the noise of the study’s own seed', () => {
    // Mean 0.922, sd 0.002: the mean's interval ends at 0.9270, one more run's at 0.9319.
    const judged = claims(studyRuns('cnn', 0.92, 0.922, 0.924));
    expect(judged.get('cnn-printed-accuracy')).toMatchObject({
      verdict: 'reproduced',
      numbers: '92.20 % ± 0.20 % over 3 seeds (one more 91.21 % to 93.19 %)',
    });
    const tight = claims(studyRuns('cnn', 0.9219, 0.922, 0.9221));
    expect(tight.get('cnn-printed-accuracy')?.verdict).toBe('not reproduced');
  });

  it('judge losses over seeds', () => {
    const losses = [0.237, 0.239, 0.241].map((loss, index) =>
      studyRun('cnn', index + 1, 0.925, { loss }),
    );
    const judged = claims(losses);
    expect(judged.get('cnn-printed-loss')?.verdict).toBe('reproduced');
    expect(
      claims(losses.map((run) => ({ ...run, loss: run.loss + 0.1 }))).get('cnn-printed-loss')
        ?.verdict,
    ).toBe('not reproduced');
  });

  it('pair equal seeds, so that what the seed does to both cancels', () => {
    const [cnn, better] = [
      [0.91, 0.92, 0.93],
      [0.9151, 0.925, 0.9349],
    ];
    const paired = claims(studyRuns('cnn', ...cnn), studyRuns('cnn2', ...better));
    expect(paired.get('cnn2-beats-cnn')).toMatchObject({ verdict: 'reproduced' });
    expect(paired.get('cnn2-beats-cnn')?.rule).toContain('paired t test');
    const otherSeeds = studyRuns('cnn2', ...better).map((run) => ({ ...run, seed: run.seed + 7 }));
    const apart = claims(studyRuns('cnn', ...cnn), otherSeeds);
    expect(apart.get('cnn2-beats-cnn')).toMatchObject({ verdict: 'not reproduced' });
    expect(apart.get('cnn2-beats-cnn')?.rule).toContain('Welch');
  });

  it('do not call a model ahead that is behind', () => {
    const judged = claims(
      studyRuns('cnn', 0.88, 0.881, 0.882),
      studyRuns('rnn', 0.92, 0.9211, 0.922),
    );
    expect(judged.get('cnn-beats-rnn')?.verdict).toBe('not reproduced');
  });

  it('are not judged by trainings of another size', () => {
    const { claims: judged } = reproduce(TRIAL_SIZE, studyRuns('cnn', 0.9251));
    expect(judged.find(({ id }) => id === 'cnn-printed-accuracy')?.verdict).toBe(
      'not measured yet',
    );
  });
});
